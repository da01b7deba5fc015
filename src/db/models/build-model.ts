import { AppConfig } from '../../apps/app-config.ts';
import type { Apps } from '../../apps/registry.ts';
import { installAccessors } from './accessors.ts';
import { addFields } from './add-fields.ts';
import { collectFields, type Declared } from './collect-fields.ts';
import { ModelDefinitionError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { isPlainSlot, type Slot } from './frames.ts';
import { isGenerated } from './generated-class.ts';
import { inheritedMeta, prepareSchemaObjects } from './inherit-meta.ts';
import { installManagers } from './install-managers.ts';
import type { ModelMeta } from './meta.ts';
import type { ModelClass } from './model.ts';
import { Options } from './options.ts';
import { addParents, inheritPrivateFields, parentModel, tableOf } from './parents.ts';
import { classPrepared } from './signals.ts';

export interface BuildOptions {
  appLabel: string;
  apps: Apps;
  /** Takes the place of the class's own `static meta`. */
  meta?: ModelMeta;
  /** Models beside the one that the class extends whose rows this one's extend; of generated classes only. */
  extraBases?: readonly ModelClass[];
}

/**
 * Give a class its `_meta`: read its fields, bind them, add what is implicit, and enter it in the registry of apps.
 * Relations stay unresolved; `registration.ts` looks after them.
 */
export function buildModel(model: ModelClass, options: BuildOptions): void {
  const { extraBases = [] } = options;
  const parent = parentModel(model, options, buildModel);
  const meta = options.meta ?? inheritedMeta(model, parent);
  const collected = collectFields(model, parent);
  const opts = new Options(model, options.appLabel, tableOf(meta, parent), options.apps);
  Object.defineProperty(model, '_meta', { value: opts, configurable: true });
  addParents(opts, [parent, ...extraBases]);
  const implicit = addFields(opts, collected.local);
  inheritPrivateFields(opts);
  const inherited = unique(
    [parent, ...extraBases].flatMap((base) => base?._meta.implicitSlots ?? []).map((slot) => slot.field),
  );
  opts.implicitSlots = [...inherited, ...implicit].map((field) => ({
    field,
    column: opts.concreteFields.indexOf(field),
  }));
  opts.slots = slotsOf(opts, collected.slots);
  opts.onlyFields = collected.onlyFields;
  prepareSchemaObjects(opts);
  installManagers(model);
  if (opts.abstract) return;
  installAccessors(opts, collected.blankNames);
  enter(opts);
  if (classPrepared.hasListeners(model)) void classPrepared.send(model, {});
}

function slotsOf(opts: Options, declared: readonly Declared[]): Slot[] {
  const slots = declared.map(({ kind, field: written }, index): Slot => {
    const field = ownCopy(opts, written);
    const column = field === undefined ? -1 : opts.concreteFields.indexOf(field);
    const before = declared[index - 1]?.field;
    const uncovers = before?.isVirtualProperty ? before.name : undefined;
    return { kind, field, column, plain: isPlainSlot({ field, column, uncovers }), uncovers };
  });
  const last = slots[slots.length - 1]?.field;
  if (!last?.isVirtualProperty || opts.abstract || isGenerated(opts.model)) return slots;
  throw new ModelDefinitionError(
    `${opts.objectName} declares '${last.name}' after all of its fields.`,
    `Declare it before the fields that it is made of${last.name === 'pk' ? ', as the first line of the class' : ''}.`,
  );
}

/** Of a field without a column, such as a generic relation, each model has its own. */
function ownCopy(opts: Options, field: Field | undefined): Field | undefined {
  if (field === undefined || opts.privateFields.length === 0) return field;
  return opts.privateFields.find((one) => one.name === field.name) ?? field;
}

/** Enter a model in its app; an app that nobody installed is made, so that models of tests need none. */
function enter(opts: Options): void {
  const { apps, appLabel } = opts;
  if (!apps.getAppConfigs().some((config) => config.label === appLabel)) {
    const config = new AppConfig();
    config.name = config.label = appLabel;
    apps.addAppConfig(config);
  }
  apps.registerModel(appLabel, opts.model);
}

function unique<T>(items: readonly T[]): T[] {
  return [...new Set(items)];
}
