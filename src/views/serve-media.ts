import { settings } from '../conf/configure.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { rePath } from '../urls/re-path.ts';
import type { UrlPattern } from '../urls/url-pattern.ts';
import { serveFile } from './serve-file.ts';

/**
 * URL patterns that serve a folder while DEBUG is on: `urlpatterns = [..., ...serveMedia(settings.MEDIA_URL, { documentRoot: settings.MEDIA_ROOT })]`.
 * With DEBUG off, or for a URL of another host, there are none: a web server does that work.
 */
export function serveMedia(prefix: string, options: { documentRoot: string }): UrlPattern[] {
  const path = prefix.replace(/^\/+/, '');
  if (path === '') {
    throw new ImproperlyConfigured(
      'serveMedia() cannot serve a folder at the root of the site.',
      "Give MEDIA_URL a path, as in '/media/'.",
    );
  }
  if (!settings.DEBUG || /^([a-z]+:)?\/\//.test(prefix)) return [];
  const { documentRoot } = options;
  const escaped = path.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return [
    rePath<{ path: string }>(`^${escaped}(?<path>.*)$`, (request, params) =>
      serveFile(request, { path: params.path, documentRoot }),
    ),
  ];
}
