import { version } from '../../version.ts';
import { BaseCommand } from '../base-command.ts';

/** `version`: the version of Jango. */
export default class Version extends BaseCommand {
  override help = 'Show the version of Jango.';
  override requiresSetup = false;

  handle(): string {
    return version;
  }
}
