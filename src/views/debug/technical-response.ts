import { Http404 } from '../../http/http404.ts';
import type { HttpRequest } from '../../http/request.ts';
import { HttpResponse } from '../../http/response.ts';
import { getResolver, type Urlconf } from '../../urls/get-resolver.ts';
import { Resolver404 } from '../../urls/resolver404.ts';
import { UrlResolver } from '../../urls/url-resolver.ts';
import type { UrlEntry } from '../../urls/urlconf.ts';
import { makeReport } from './error-report.ts';
import { reportText } from './report-text.ts';
import { technical404 } from './technical-404.ts';
import { technical500 } from './technical-500.ts';
import { welcomePage } from './welcome.ts';

const PLAIN = { contentType: 'text/plain; charset=utf-8' };

/** The answer of DEBUG to an error: a page for browsers, plain text for who takes no HTML. */
export function technicalResponse(request: HttpRequest, error: unknown, status: number): HttpResponse {
  const wantsHtml = request.accepts('text/html');
  if (error instanceof Http404) {
    const welcome = welcomeFor(request, error);
    if (welcome !== undefined) return new HttpResponse(welcome);
    return wantsHtml
      ? new HttpResponse(technical404(request, error), { status })
      : new HttpResponse(`404 Not Found\n${error.message}\n`, { status, ...PLAIN });
  }
  const report = makeReport(request, error, status);
  return wantsHtml
    ? new HttpResponse(technical500(report), { status })
    : new HttpResponse(reportText(report), { status, ...PLAIN });
}

/** The welcome page, for the root of a site that has no pattern besides the admin's. */
function welcomeFor(request: HttpRequest, error: Http404): string | undefined {
  if (!(error instanceof Resolver404) || request.pathInfo !== '/') return undefined;
  const { urlPatterns } = getResolver(request.urlconf as Urlconf | undefined);
  const admin = urlPatterns.find(isAdmin);
  if (urlPatterns.length > (admin === undefined ? 0 : 1)) return undefined;
  return welcomePage({ adminPath: admin === undefined ? undefined : `/${admin.pattern.source}` });
}

function isAdmin(entry: UrlEntry): boolean {
  return entry instanceof UrlResolver && entry.appName === 'admin';
}
