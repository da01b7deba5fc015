import { isConfigured, settings } from '../../conf/configure.ts';

let resolve = underStaticUrl;

/** The URL of a file of a media list: absolute ones stay, others are below STATIC_URL. */
export function staticUrl(path: string): string {
  return /^(?:https?:\/\/|\/)/.test(path) ? path : resolve(path);
}

/** Let the static files app find the URL, which may hold a hash of the file's content. */
export function setStaticUrlResolver(resolver: (path: string) => string): void {
  resolve = resolver;
}

function underStaticUrl(path: string): string {
  const base = isConfigured() ? settings.STATIC_URL : '/static/';
  return base + path.split('/').map(encodeURIComponent).join('/');
}
