import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { WARNING } from '../../messages/levels.ts';
import { siteUrl } from '../admin-url.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { unquote } from '../quote.ts';

/** Go to the front page with word that an object is gone: the link may be old. */
export function missingObject(
  admin: ModelAdmin,
  request: HttpRequest,
  objectId: string,
): HttpResponseRedirect {
  const name = admin.opts.verboseName;
  admin.messageUser(
    request,
    `${name} with ID “${unquote(objectId)}” doesn’t exist. Perhaps it was deleted?`,
    WARNING,
  );
  return new HttpResponseRedirect(siteUrl(admin.adminSite.name, 'index'));
}
