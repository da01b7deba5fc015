import { missingAppHint } from '../../apps/missing-app.ts';
import { apps } from '../../apps/registry.ts';
import { CommandError } from '../command-error.ts';

/** @throws CommandError with exit code 2 for a label of no installed app, naming the nearest one */
export function checkLabels(labels: readonly string[]): void {
  const known = apps.getAppConfigs().map((config) => config.label);
  for (const label of labels) {
    if (known.includes(label)) continue;
    const hint = missingAppHint(label, known);
    throw new CommandError(`No installed app with label '${label}'.`, hint, { exitCode: 2 });
  }
}
