import { homedir } from 'node:os';
import path from 'node:path';
import repl, { type REPLEval, type REPLServer } from 'node:repl';
import type { ScopeEntry } from './scope.ts';
import { settle, show } from './show.ts';

/** A prompt with top-level `await` and these names in reach, until `.exit` or Ctrl-D. */
export async function interactive(scope: readonly ScopeEntry[]): Promise<void> {
  const colors = process.stdout.isTTY === true && process.env['NO_COLOR'] === undefined;
  const server = repl.start({ prompt: '> ', writer: (value) => show(value, colors) });
  for (const { name, value } of scope) define(server, name, value);
  waitForResults(server);
  server.setupHistory(path.join(homedir(), '.jango_shell_history'), () => {});
  await new Promise((resolve) => server.once('exit', resolve));
}

/** Assignable, and listed by completion, without being evaluated for it. */
function define(server: REPLServer, name: string, value: unknown): void {
  Object.defineProperty(server.context, name, {
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  });
}

/** Evaluate lines one after the other, each after the result of the one before has arrived. */
function waitForResults(server: REPLServer): void {
  const evaluate = server.eval;
  let last: Promise<void> = Promise.resolve();
  const wrapped: REPLEval = (code, context, file, done) => {
    const evaluated = (): Promise<[Error | null, unknown]> =>
      new Promise((resolve) => {
        evaluate.call(server, code, context, file, (error, value: unknown) => {
          if (error !== null) resolve([error, undefined]);
          else
            settle(value).then(
              (settled) => resolve([null, settled.value]),
              (failure) => resolve([failure, undefined]),
            );
        });
      });
    last = last.then(evaluated).then(([error, value]) => done(error, value));
  };
  Object.defineProperty(server, 'eval', { value: wrapped });
}
