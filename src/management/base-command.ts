import type { Command } from 'commander';
import type { Awaitable } from '../utils/awaitable.ts';
import { Output } from './output.ts';
import { type Style, style } from './style.ts';

/** What every command understands, whatever else it adds. */
export interface CommonOptions {
  /** 0 says nothing, 1 is normal, 2 and 3 say more. */
  verbosity: number;
  traceback: boolean;
  settings?: string;
  skipChecks: boolean;
}

/**
 * A command of `manage.js`. An app's `management/commands/greet.ts` holds one as its default export:
 *
 *     export default class Greet extends BaseCommand<{ loud: boolean }> {
 *       override help = 'Say hello.';
 *       override addArguments(parser: Command) { parser.argument('[names...]').option('--loud'); }
 *       async handle(options: { loud: boolean }, ...names: string[]) { this.stdout.write(`Hello ${names}`); }
 *     }
 *
 * Arguments that `addArguments` declares reach `handle` in order, after the options.
 */
export abstract class BaseCommand<Options extends object = object> {
  /** One line for `help`. */
  help = '';
  /** Run the system checks first; an array runs those of these tags. */
  requiresSystemChecks: boolean | readonly string[] = true;
  /** Load settings, apps and models first; only commands that make projects say no. */
  requiresSetup = true;
  stdout: Output = new Output(process.stdout);
  stderr: Output = new Output(process.stderr);
  style: Style = style;

  /** Declare arguments and options on a commander command. */
  addArguments(_parser: Command): void {}

  /** Do the work; a returned text is printed. @throws CommandError to end with a message. */
  abstract handle(
    options: Options & CommonOptions,
    ...args: never[]
  ): Awaitable<string | undefined> | Awaitable<void>;
}

/** A module under `management/commands/`: the command's class is its default export. */
export interface CommandModule {
  default: new () => BaseCommand<never>;
}
