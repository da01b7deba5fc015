import { BaseCommand } from '../../../../management/base-command.ts';
import { CommandError } from '../../../../management/command-error.ts';
import { loadSessionEngine } from '../../engine.ts';

/** Throws away the sessions that have expired: run it every day. */
export default class ClearSessions extends BaseCommand {
  override help = 'Clean out expired sessions; only needed with engines that do not do it by themselves.';

  override async handle(): Promise<void> {
    const engine = await loadSessionEngine();
    if (engine.clearExpired === undefined) {
      throw new CommandError('The session engine of SESSION_ENGINE clears out what is old by itself.');
    }
    await engine.clearExpired();
  }
}
