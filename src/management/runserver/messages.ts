/** What the supervisor and the server process under it tell each other. */

/** From the server process to its supervisor. */
export type ServerMessage =
  /** Listen here, if not yet. */
  | { type: 'listen'; host: string; port: number }
  /** Connections can be sent. */
  | { type: 'ready' }
  /** The project could not be started; the text is what the terminal shows. */
  | { type: 'failed'; text: string };

/** From the supervisor to the server process. */
export type SupervisorMessage =
  | { type: 'listening'; host: string; port: number }
  /** The address can't be had: `code` is the system's, `EADDRINUSE`. */
  | { type: 'refused'; code: string }
  /** A new connection comes with this message as its handle. */
  | { type: 'connection' }
  /** Finish what is being answered, and end. */
  | { type: 'stop' };

const SUPERVISED = 'JANGO_SUPERVISED';

/** The environment of a server process. */
export function supervisedEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, [SUPERVISED]: '1' };
}

/** Whether this is the server process of a supervisor, which starts a new one when files change. */
export function isSupervised(): boolean {
  return process.env[SUPERVISED] === '1' && process.send !== undefined;
}

/** Tell the supervisor; nothing happens without one. @returns when it is on its way */
export function tellSupervisor(message: ServerMessage): Promise<void> {
  return new Promise((resolve) => {
    if (isSupervised() && process.connected) process.send?.(message, undefined, undefined, () => resolve());
    else resolve();
  });
}

/** Tell the supervisor why the project does not start, and end: the talk with it would keep this process alive. */
export async function endSupervised(text: string): Promise<void> {
  if (!isSupervised()) return;
  await tellSupervisor({ type: 'failed', text });
  process.exit(1);
}
