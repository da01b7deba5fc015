import type { ConnectOptions, Receiver, Signal } from './signal.ts';

/**
 * Connect a function to a signal, or to several, where it is written:
 * `export const welcome = receiver(postSave, { sender: User })(async ({ instance }) => { ... });`.
 * @returns what takes the function and gives it back
 */
export function receiver<T extends object>(
  signals: Signal<T> | readonly Signal<T>[],
  options: ConnectOptions = {},
): <R extends Receiver<T>>(connected: R) => R {
  return (connected) => {
    for (const signal of [signals].flat() as Signal<T>[]) signal.connect(connected, options);
    return connected;
  };
}
