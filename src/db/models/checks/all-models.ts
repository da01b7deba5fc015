import { apps } from '../../../apps/registry.ts';
import { isConfigured, settings } from '../../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { CheckContext } from '../../../core/checks/registry.ts';
import { repr } from '../../../utils/python-str.ts';
import type { Relation } from '../fields/relation.ts';
import type { ModelClass } from '../model.ts';
import { waitingReceivers } from '../model-signal.ts';
import { unresolvedRelations } from '../resolve-relations.ts';
import { checkModel } from './model-checks.ts';

/** The check registered under the tag `models`: each model by itself, then names that only one may have. */
export function checkAllModels(context: CheckContext): CheckMessage[] {
  const configs = context.appConfigs ?? apps.getAppConfigs();
  const models = configs.flatMap((config) => [...config.models.values()] as unknown as ModelClass[]);
  return [
    ...models.filter((model) => !model._meta.autoCreated).flatMap((model) => checkByItself(model, context)),
    ...checkTables(models),
    ...checkUniqueNames(models, 'indexes', 'index', ['models.E029', 'models.E030']),
    ...checkUniqueNames(models, 'constraints', 'constraint', ['models.E031', 'models.E032']),
    ...checkLazyReferences(models),
    ...checkLazySenders(),
  ];
}

/** The checks of a model, and those that its class adds by a `static check()`. */
function checkByItself(model: ModelClass, context: CheckContext): CheckMessage[] {
  const found = checkModel(model, context.databases);
  const { check } = model as { check?: unknown };
  if (check === undefined) return found;
  if (typeof check === 'function') return [...found, ...(check.call(model, context) as CheckMessage[])];
  const message = `The '${model.name}.check()' class method is currently overridden by ${repr(check)}.`;
  return [...found, new CheckError(message, { obj: model._meta.label, id: 'models.E020' })];
}

/** Relations to names that no installed app has. */
function checkLazyReferences(models: readonly ModelClass[]): CheckMessage[] {
  return unresolvedRelations(apps).flatMap((field) => {
    const relation = field.remoteField as Relation & { throughTarget?: unknown };
    const target = relation.resolved === undefined ? relation.to : relation.throughTarget;
    if (typeof target !== 'string' || !models.includes(field.model)) return [];
    const [app, name] = target.includes('.') ? target.split('.') : [field.model._meta.appLabel, target];
    const message = `The field ${field} was declared with a lazy reference to '${app}.${name!.toLowerCase()}', but ${reasonOf(app!, name!)}.`;
    return [new CheckError(message, { obj: field, id: 'fields.E307' })];
  });
}

/** Receivers of signals whose sender has a name that no installed app has. */
function checkLazySenders(): CheckMessage[] {
  return waitingReceivers().map(({ signal, label, receiver }) => {
    const [app, name] = label.split('.');
    const message = `The receiver '${receiver.name}' of ${signal.name} waits for the sender '${label}', but ${reasonOf(app!, name!)}.`;
    return new CheckError(message, { id: 'signals.E001' });
  });
}

function reasonOf(app: string, name: string): string {
  const isThere = apps.getAppConfigs().some((config) => config.label.toLowerCase() === app.toLowerCase());
  return isThere
    ? `app '${app}' doesn't provide model '${name.toLowerCase()}'`
    : `app '${app}' isn't installed`;
}

function checkTables(models: readonly ModelClass[]): CheckMessage[] {
  const tables = new Map<string, string[]>();
  for (const { _meta: meta } of models) {
    if (!meta.managed || meta.proxy) continue;
    tables.set(meta.dbTable, [...(tables.get(meta.dbTable) ?? []), meta.label]);
  }
  return [...tables]
    .filter(([, labels]) => labels.length > 1)
    .map(([table, labels]) => {
      const message = `dbTable '${table}' is used by multiple models: ${labels.join(', ')}.`;
      // They may be in different databases.
      if (isConfigured() && settings.DATABASE_ROUTERS.length > 0) {
        const hint = 'Check that DATABASE_ROUTERS sends them to different databases.';
        return new CheckWarning(message, { obj: table, id: 'models.W035', hint });
      }
      return new CheckError(message, { obj: table, id: 'models.E028' });
    });
}

/** Databases know indexes and constraints by name only. */
function checkUniqueNames(
  models: readonly ModelClass[],
  option: 'indexes' | 'constraints',
  kind: string,
  ids: readonly [forModel: string, amongModels: string],
): CheckMessage[] {
  const owners = new Map<string, string[]>();
  for (const { _meta: meta } of models) {
    for (const { name } of meta[option]) owners.set(name, [...(owners.get(name) ?? []), meta.label]);
  }
  return [...owners]
    .filter(([, labels]) => labels.length > 1)
    .map(([name, labels]) => {
      const different = [...new Set(labels)];
      const where =
        different.length === 1 ? `for model ${different[0]}` : `among models: ${different.join(', ')}`;
      return new CheckError(`${kind} name '${name}' is not unique ${where}.`, {
        id: different.length === 1 ? ids[0] : ids[1],
      });
    });
}
