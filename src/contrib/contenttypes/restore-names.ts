import { LookupError } from '../../core/errors/lookup-error.ts';
import type { SchemaEditor } from '../../db/backends/base/schema-editor.ts';
import type { StateApps } from '../../db/migrations/state/state-apps.ts';
import { historicalManager } from './historical-manager.ts';

/** Fill the column `name` again, which 0002 takes away: each model's class name. */
export async function restoreNames(apps: StateApps, editor: SchemaEditor): Promise<void> {
  const types = historicalManager(apps.getModel('contenttypes', 'ContentType'), editor);
  for (const type of await types.all()) {
    const { appLabel, model } = type as unknown as { appLabel: string; model: string };
    Object.assign(type, { name: className(apps, appLabel, model) });
    await type.save();
  }
}

function className(apps: StateApps, appLabel: string, model: string): string {
  try {
    return apps.getModel(appLabel, model)._meta.objectName;
  } catch (error) {
    if (error instanceof LookupError) return model;
    throw error;
  }
}
