/** Gives requests their user. Only a request whose session belongs to somebody asks the database. */

import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { GetResponse } from '../../middleware/middleware.ts';
import { attachedSession, hasSessions } from '../sessions/request-session.ts';
import { anonymousUser } from './anonymous-user.ts';
import { attachUser } from './request-user.ts';
import { SESSION_KEY } from './session-keys.ts';
import { getUser } from './session-user.ts';

export default function authenticationMiddleware(getResponse: GetResponse): GetResponse {
  return (request) => {
    if (!hasSessions(request)) throw sessionsMissing();
    if (attachedSession(request)?.peek(SESSION_KEY) === undefined) {
      attachUser(request, anonymousUser);
      return getResponse(request);
    }
    return withUser(request, getResponse);
  };
}

async function withUser(
  request: HttpRequest,
  getResponse: GetResponse,
): Promise<Awaited<ReturnType<GetResponse>>> {
  attachUser(request, await getUser(request));
  return getResponse(request);
}

function sessionsMissing(): ImproperlyConfigured {
  return new ImproperlyConfigured(
    'The authentication middleware needs sessions, and the session middleware has not run.',
    "Put 'jango/contrib/sessions/middleware' before 'jango/contrib/auth/middleware' in MIDDLEWARE.",
  );
}
