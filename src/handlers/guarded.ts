import type { HttpResponseBase } from '../http/response-base.ts';
import type { GetResponse } from '../middleware/middleware.ts';
import { isThenable } from '../utils/awaitable.ts';
import { responseForException } from './response-for-exception.ts';

/** The same step of the chain, whose errors become responses: the middleware around it sees no error. */
export function guarded(step: GetResponse): GetResponse {
  return (request) => {
    try {
      const response = step(request);
      return isThenable(response)
        ? (response as PromiseLike<HttpResponseBase>).then(undefined, (error: unknown) =>
            responseForException(request, error),
          )
        : response;
    } catch (error) {
      return responseForException(request, error);
    }
  };
}
