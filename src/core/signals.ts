import { Signal } from '../dispatch/signal.ts';

/** A request has come in; the sender is the server. */
export const requestStarted: Signal<{ request: unknown }> = new Signal();
/** Its response has been sent, or given up. */
export const requestFinished: Signal<{ request: unknown }> = new Signal();
/** A view or a middleware threw something that becomes a 500. */
export const gotRequestException: Signal<{ request: unknown; error: unknown }> = new Signal();
