import type { SchemaEditor } from '../../db/backends/base/schema-editor.ts';
import type { StateApps } from '../../db/migrations/state/state-apps.ts';
import type { ModelClass } from '../../db/models/model.ts';
import type { Options } from '../../db/models/options.ts';
import { historicalManager } from '../contenttypes/historical-manager.ts';

/** Let the permissions of proxy models belong to the proxies; once they belonged to the models behind them. */
export function updateProxyPermissions(apps: StateApps, editor: SchemaEditor): Promise<void> {
  return movePermissions(apps, editor, false);
}

/** And back. */
export function revertProxyPermissions(apps: StateApps, editor: SchemaEditor): Promise<void> {
  return movePermissions(apps, editor, true);
}

async function movePermissions(apps: StateApps, editor: SchemaEditor, back: boolean): Promise<void> {
  apps.renderAll();
  const proxies = (apps.getModels() as unknown as ModelClass[]).filter((model) => model._meta.proxy);
  if (proxies.length === 0) return;
  const types = historicalManager(apps.getModel('contenttypes', 'ContentType'), editor);
  const permissions = historicalManager(apps.getModel('auth', 'Permission'), editor);
  for (const { _meta: meta } of proxies) {
    const [concrete, proxy] = await Promise.all(
      [meta.concreteModel._meta, meta].map(async ({ appLabel, modelName }) => {
        const [type] = await types.getOrCreate({ appLabel, model: modelName } as never);
        return type;
      }),
    );
    const [from, to] = back ? [proxy, concrete] : [concrete, proxy];
    const ofModel = { contentType: from, codename__in: codenames(meta) } as never;
    await permissions.filter(ofModel).update({ contentType: to } as never);
  }
}

function codenames(meta: Options): string[] {
  const builtIn = meta.defaultPermissions.map((action) => `${action}_${meta.modelName}`);
  return [...builtIn, ...meta.permissions.map(([codename]) => codename)];
}
