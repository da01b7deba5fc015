import { missingAppHint } from '../../apps/missing-app.ts';
import { apps } from '../../apps/registry.ts';
import { CommandError } from '../command-error.ts';

/**
 * @param options.exitCode how the command ends; Django's end with 2 where any number of apps may be named, else with 1
 * @throws CommandError for a label of no installed app, naming the nearest one
 */
export function checkLabels(labels: readonly string[], { exitCode = 1 } = {}): void {
  const known = apps.getAppConfigs().map((config) => config.label);
  for (const label of labels) {
    if (known.includes(label)) continue;
    const hint = missingAppHint(label, known);
    throw new CommandError(`No installed app with label '${label}'.`, hint, { exitCode });
  }
}
