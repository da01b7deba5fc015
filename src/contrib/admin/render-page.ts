import type { HttpRequest } from '../../http/request.ts';
import { HttpResponse } from '../../http/response.ts';
import { renderToString } from '../../template/engines.ts';
import { getMessages } from '../messages/add-message.ts';
import type { AdminSite } from './site.ts';

/** Answer with the first of these templates that exists, given the variables of every page and those of this one. */
export async function renderPage(
  site: AdminSite,
  request: HttpRequest,
  templates: readonly string[],
  context: Readonly<Record<string, unknown>>,
  status = 200,
): Promise<HttpResponse> {
  const variables = {
    request,
    user: request.user,
    messages: getMessages(request),
    ...(await site.eachContext(request)),
    ...context,
  };
  return new HttpResponse(await renderToString(templates, variables, request), { status });
}
