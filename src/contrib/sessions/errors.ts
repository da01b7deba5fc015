import { FrameworkError } from '../../core/errors/framework-error.ts';
import { BadRequest } from '../../core/errors/requests.ts';

/** The session was deleted while its request was running, in another window for instance: answered with status 400. */
export class SessionInterrupted extends BadRequest {
  constructor() {
    super(
      "The request's session was deleted before the request completed.",
      'The user may have logged out in a concurrent request, for example.',
    );
  }
}

/** A new key was taken by somebody else at the same moment; the next one is tried. */
export class SessionKeyTaken extends FrameworkError {
  constructor(options?: ErrorOptions) {
    super('sessions.key-taken', 'Another session got the same key.', undefined, options);
  }
}

/** The row of a session is gone that was to be updated. */
export class SessionGone extends FrameworkError {
  constructor(options?: ErrorOptions) {
    super('sessions.gone', 'The session does not exist any more.', undefined, options);
  }
}
