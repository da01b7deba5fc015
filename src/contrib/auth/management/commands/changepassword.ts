import { userInfo } from 'node:os';
import type { Command } from 'commander';
import { BaseCommand } from '../../../../management/base-command.ts';
import { CommandError } from '../../../../management/command-error.ts';
import { databaseOption } from '../../../../management/database-option.ts';
import { getUserModel } from '../../user-model.ts';
import { askPassword, hasFaults } from '../ask-password.ts';

const MAX_TRIES = 3;

/** `changepassword ada`: set somebody's password. */
export default class ChangePassword extends BaseCommand<{ database: string }> {
  override help = "Change a user's password.";
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[username]', 'Whose password; that of the user of this machine unless given.')
      .addOption(databaseOption('The database to write to.'));
  }

  override async handle(
    options: { database: string },
    username: string = userInfo().username,
  ): Promise<string> {
    const user = await getUserModel().objects.dbManager(options.database).findByNaturalKey(username);
    if (user === null) throw new CommandError(`user '${username}' does not exist`);
    this.stdout.write(`Changing password for user '${username}'`);
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const password = await askPassword(this.stderr);
      if (await hasFaults(password, user, this.stderr)) continue;
      await user.setPassword(password);
      await user.save({ using: options.database });
      return `Password changed successfully for user '${username}'`;
    }
    throw new CommandError(`Aborting password change for user '${username}' after ${MAX_TRIES} attempts`);
  }
}
