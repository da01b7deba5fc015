import { Http404 } from '../../../http/http404.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { ContentType } from '../../contenttypes/content-type.ts';
import { absoluteUrlOf } from '../absolute-url.ts';
import { unquote } from '../quote.ts';
import type { AdminSite } from '../site.ts';

/** Go to the page of the site that shows an object: its `getAbsoluteUrl()`. */
export async function viewOnSiteView(
  _site: AdminSite,
  _request: HttpRequest,
  { contentTypeId, objectId }: { contentTypeId: string; objectId: string },
): Promise<HttpResponseRedirect> {
  const type = await ContentType.objects.filter({ pk: Number(contentTypeId) || 0 }).first();
  const model = type?.modelClass();
  if (type === null || model === undefined) throw new Http404(`There is no content type ${contentTypeId}.`);
  const object = await model._meta.baseManager.filter({ pk: unquote(objectId) } as never).first();
  const url = object === null ? undefined : absoluteUrlOf(object);
  if (url === undefined) throw new Http404(`There is no page for this object of ${type}.`);
  return new HttpResponseRedirect(url);
}
