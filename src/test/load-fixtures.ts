import { callCommand } from '../management/call-command.ts';

/** Load the fixtures of a test class into each of its databases. @throws CommandError for one that isn't found */
export async function loadFixtures(names: readonly string[], databases: readonly string[]): Promise<void> {
  if (names.length === 0) return;
  for (const database of databases) await callCommand('loaddata', names, { database, verbosity: 0 });
}
