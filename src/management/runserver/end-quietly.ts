import { isSupervised } from './messages.ts';

/** Ctrl-C ends the server without a word; under a supervisor it is the supervisor that ends it. */
export function endQuietly(): void {
  process.on('SIGINT', () => {
    if (!isSupervised()) process.exit(0);
  });
  process.on('SIGTERM', () => process.exit(0));
  // One forgotten `await` must not take the server down: it is told, and the next request is answered.
  process.on('unhandledRejection', (reason) => {
    process.stderr.write(`Unhandled rejection: ${reason instanceof Error ? reason.stack : String(reason)}\n`);
  });
}
