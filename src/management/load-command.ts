import { loadModule } from '../utils/load-module.ts';
import { nearest } from '../utils/nearest.ts';
import { BaseCommand } from './base-command.ts';
import { CommandError } from './command-error.ts';
import { commandGroups, findCommand } from './find-command.ts';

/**
 * Import the module of one command, and no other, and make the command.
 * @throws CommandError when there is none of this name, with the nearest one
 */
export async function loadCommand(name: string): Promise<BaseCommand<never>> {
  const file = findCommand(name);
  if (file === undefined) throw unknownCommand(name);
  const { default: commandClass } = await loadModule(file);
  if (typeof commandClass !== 'function' || !(commandClass.prototype instanceof BaseCommand)) {
    throw new CommandError(
      `${file} has no command: its default export is not a subclass of BaseCommand.`,
      'Write `export default class Greet extends BaseCommand { ... }`.',
    );
  }
  return new (commandClass as new () => BaseCommand<never>)();
}

function unknownCommand(name: string): CommandError {
  const near = nearest(
    name,
    commandGroups().flatMap((group) => group.names),
  );
  return new CommandError(
    `Unknown command: '${name}'.`,
    near === undefined ? "Type 'node manage.js help' for usage." : `Did you mean ${near}?`,
  );
}
