import { apps } from '../../apps/registry.ts';
import { isConfigured, settings } from '../../conf/configure.ts';
import { shownValue } from '../../utils/shown-value.ts';
import type { ModelClass } from '../models/model.ts';
import { ValueError } from './errors/value-error.ts';
import type { MigrationKey } from './migration.ts';
import { type ModelKey, resolveModel } from './state/model-key.ts';

/**
 * The setting that decides which model a label stands for: `'AUTH_USER_MODEL'` for the user model, or for the built-in one
 * that another has replaced; undefined for ordinary models.
 */
export function swappableSetting(key: ModelKey): string | undefined {
  for (const model of apps.getModels({ includeSwapped: true }) as unknown as ModelClass[]) {
    const setting = model._meta.swappable;
    if (setting == null) continue;
    const label = settingValue(setting);
    if (model._meta.labelLower === key || (label !== undefined && resolveModel(label) === key))
      return setting;
  }
  return undefined;
}

/** The label that a setting holds: `'auth.User'`. */
export function settingValue(setting: string): string | undefined {
  if (!isConfigured()) return undefined;
  const value = (settings as unknown as Readonly<Record<string, unknown>>)[setting];
  return typeof value === 'string' ? value : undefined;
}

/** A dependency on the app of a model that a setting names: `swappableDependency(settings.AUTH_USER_MODEL)`. */
export function swappableDependency(label: string): MigrationKey {
  if (typeof label !== 'string') {
    throw new ValueError(
      `swappableDependency() takes the label of a model, not ${shownValue(label)}.`,
      "Write swappableDependency('auth.User').",
    );
  }
  return [label.split('.', 1)[0]!, '__first__'];
}
