import { InvalidArgumentError, Option } from 'commander';
import { isConfigured, settings } from '../conf/configure.ts';

/** `--database replica`: one of the DATABASES, `default` unless said. Another alias ends the command as a wrong argument does. */
export function databaseOption(description = 'The database.'): Option {
  return new Option('--database <alias>', description).default('default').argParser(aliasOf);
}

function aliasOf(alias: string): string {
  if (!isConfigured() || Object.hasOwn(settings.DATABASES, alias)) return alias;
  throw new InvalidArgumentError(`DATABASES has: ${Object.keys(settings.DATABASES).join(', ')}.`);
}
