import { apps as installed } from '../../apps/registry.ts';
import { type MigrateEvent, postMigrate, preMigrate } from '../../db/migrations/signals.ts';
import type { StateApps } from '../../db/migrations/state/state-apps.ts';
import type { Output } from '../output.ts';

type Event = Omit<MigrateEvent, 'appConfig' | 'apps'> & { apps: StateApps };

/** Send preMigrate or postMigrate for each app with models. */
export async function emitMigrateSignals(
  moment: 'pre' | 'post',
  event: Event,
  stdout: Output,
): Promise<void> {
  const signal = moment === 'pre' ? preMigrate : postMigrate;
  // Receivers may ask for all models and follow relations backwards; the framework's own for one app do not.
  const others = installed.getAppConfigs().filter(({ name }) => !name.startsWith('jango/'));
  if (signal.hasListeners() || others.some((config) => signal.hasListeners(config))) event.apps.renderAll();
  for (const appConfig of installed.getAppConfigs()) {
    if (appConfig.models.size === 0 || !signal.hasListeners(appConfig)) continue;
    if (event.verbosity >= 2)
      stdout.write(`Running ${moment}-migrate handlers for application ${appConfig.label}`);
    await signal.send(appConfig, { ...event, appConfig });
  }
}
