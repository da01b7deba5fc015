/** Keeps messages from one request to the next. A request that adds none and shows none pays nothing. */
import { settings } from '../../conf/configure.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { GetResponse } from '../../middleware/middleware.ts';
import { whenReady } from '../../utils/awaitable.ts';
import { attachedMessages, attachMessages } from './request-messages.ts';

export default function messageMiddleware(getResponse: GetResponse): GetResponse {
  return (request) => {
    attachMessages(request);
    return whenReady(getResponse(request), (response) => putAway(request, response));
  };
}

function putAway(request: HttpRequest, response: HttpResponseBase): HttpResponseBase {
  const left = attachedMessages(request)?.update(response) ?? [];
  if (left.length > 0 && settings.DEBUG) {
    throw new Error(
      `There is no room for ${left.length} message(s): put the session middleware before the message middleware.`,
    );
  }
  return response;
}
