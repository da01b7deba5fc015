import { inspect } from 'node:util';
import type { Command } from 'commander';
import { settings } from '../../conf/configure.ts';
import { defaults } from '../../conf/defaults.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';

interface DiffsettingsOptions {
  all: boolean;
  output: 'hash' | 'unified';
}

/** `diffsettings`: what the settings file changes. */
export default class Diffsettings extends BaseCommand<DiffsettingsOptions> {
  override help = 'Show where the settings differ from the defaults.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .option('--all', 'Show all settings, those at their default too.', false)
      .addOption(
        parser
          .createOption(
            '--output <mode>',
            "'hash' marks settings that have no default; 'unified' shows both values.",
          )
          .choices(['hash', 'unified'])
          .default('hash'),
      );
  }

  handle({ all, output }: DiffsettingsOptions & CommonOptions): string {
    const byDefault: Readonly<Record<string, unknown>> = { ...defaults };
    const present: Readonly<Record<string, unknown>> = { ...settings };
    return Object.keys(present)
      .sort()
      .flatMap((name) => (output === 'hash' ? hash : unified)(name, present[name], byDefault, all))
      .join('\n');
  }
}

type Values = Readonly<Record<string, unknown>>;

function hash(name: string, value: unknown, byDefault: Values, all: boolean): string[] {
  if (!(name in byDefault)) return [`${name} = ${show(value)}  ###`];
  if (show(value) !== show(byDefault[name])) return [`${name} = ${show(value)}`];
  return all ? [`### ${name} = ${show(value)}`] : [];
}

function unified(name: string, value: unknown, byDefault: Values, all: boolean): string[] {
  if (!(name in byDefault)) return [`+ ${name} = ${show(value)}`];
  if (show(value) !== show(byDefault[name]))
    return [`- ${name} = ${show(byDefault[name])}`, `+ ${name} = ${show(value)}`];
  return all ? [`  ${name} = ${show(value)}`] : [];
}

function show(value: unknown): string {
  return inspect(value, { depth: 5, breakLength: Number.POSITIVE_INFINITY, compact: true });
}
