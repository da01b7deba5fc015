import type { HttpRequest } from '../../../http/request.ts';
import { urlHasAllowedHostAndScheme } from '../../../utils/allowed-url.ts';
import { REDIRECT_FIELD_NAME } from '../decorators/redirect-to-login.ts';

/** Where a form or a link says to go on to; undefined when it says nothing, or would lead to another site. */
export function safeNextUrl(
  request: HttpRequest,
  options: { fieldName?: string; allowedHosts?: readonly string[] } = {},
): string | undefined {
  const name = options.fieldName ?? REDIRECT_FIELD_NAME;
  const url = request.POST.get(name) ?? request.GET.get(name);
  const hosts = [request.getHost(), ...(options.allowedHosts ?? [])];
  const isSafe = urlHasAllowedHostAndScheme(url, {
    allowedHosts: hosts,
    requireHttps: request.isSecure(),
  });
  return isSafe ? url! : undefined;
}
