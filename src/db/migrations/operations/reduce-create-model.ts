import type { Field } from '../../models/fields/field.ts';
import { changeField } from '../state/change-field.ts';
import { fieldReferences } from '../state/field-references.ts';
import { modelKey } from '../state/model-key.ts';
import type { StateOptions } from '../state/model-options.ts';
import { AddConstraint } from './add-constraint.ts';
import { AddField } from './add-field.ts';
import { AddIndex } from './add-index.ts';
import { AlterField } from './alter-field.ts';
import { AlterModelManagers } from './alter-model-managers.ts';
import { ALTERABLE_OPTIONS, AlterModelOptions } from './alter-model-options.ts';
import { AlterModelTable } from './alter-model-table.ts';
import { AlterModelTableComment } from './alter-model-table-comment.ts';
import { AlterOrderWithRespectTo } from './alter-order-with-respect-to.ts';
import { AlterTogether } from './alter-together.ts';
import type { CreateModel } from './create-model.ts';
import { DeleteModel } from './delete-model.ts';
import { FieldOperation } from './field-operation.ts';
import { IndexOperation } from './index-operation.ts';
import { ModelOperation } from './model-operation.ts';
import type { Operation } from './operation.ts';
import { RemoveConstraint } from './remove-constraint.ts';
import { RemoveField } from './remove-field.ts';
import { RemoveIndex } from './remove-index.ts';
import { RenameField } from './rename-field.ts';
import { RenameModel } from './rename-model.ts';

type Reduced = readonly Operation[] | undefined;

/** What the creation of a model and a later change of the same model come to; undefined when they don't combine. */
export function reduceCreateModel(create: CreateModel, operation: Operation, appLabel: string): Reduced {
  if (operation instanceof ModelOperation) return reduceWithModelOperation(create, operation, appLabel);
  if (operation instanceof FieldOperation) {
    return operation.modelNameLower === create.nameLower ? reduceWithField(create, operation) : undefined;
  }
  if (operation instanceof IndexOperation && operation.modelNameLower === create.nameLower) {
    return reduceWithIndex(create, operation);
  }
  return undefined;
}

function reduceWithModelOperation(create: CreateModel, operation: ModelOperation, appLabel: string): Reduced {
  if (operation.nameLower !== create.nameLower) return undefined;
  if (operation instanceof DeleteModel) return create.options.proxy ? undefined : [];
  if (operation instanceof RenameModel) return [renamedModel(create, operation.newName, appLabel)];
  if (operation instanceof AlterModelManagers) return [create.with({ managers: operation.managers })];
  const options = optionsOf(operation);
  if (options === undefined) return undefined;
  const merged = { ...create.options, ...options };
  for (const [name, value] of Object.entries(merged)) {
    if (value === undefined) delete merged[name as keyof StateOptions];
  }
  return [create.with({ options: merged })];
}

/** Fields that point at their own model follow it to the new name. */
function renamedModel(create: CreateModel, newName: string, appLabel: string): CreateModel {
  const key = modelKey(appLabel, create.name);
  const fields = mapFields(create, (name, field) => {
    const points = fieldReferences(key, field, { key })?.to ?? false;
    return [name, points ? changeField(field, { to: modelKey(appLabel, newName) }) : field];
  });
  return create.with({ name: newName, fields });
}

/** The options that an operation sets, `undefined` for those it clears; undefined when it sets none. */
function optionsOf(operation: ModelOperation): StateOptions | undefined {
  if (operation instanceof AlterModelOptions) {
    const cleared = Object.fromEntries(ALTERABLE_OPTIONS.map((name) => [name, undefined]));
    return { ...cleared, ...operation.options };
  }
  if (operation instanceof AlterModelTable) return { dbTable: operation.table ?? undefined } as StateOptions;
  if (operation instanceof AlterModelTableComment) {
    return { dbTableComment: operation.tableComment ?? undefined } as StateOptions;
  }
  if (operation instanceof AlterTogether) return { [operation.option]: operation.groups };
  if (operation instanceof AlterOrderWithRespectTo) {
    return { orderWithRespectTo: operation.orderWithRespectTo };
  }
  return undefined;
}

function reduceWithField(create: CreateModel, operation: FieldOperation): Reduced {
  const { name } = operation;
  if (operation instanceof AddField)
    return [create.with({ fields: new Map(create.fields).set(name, operation.field) })];
  if (operation instanceof AlterField) {
    return [
      create.with({
        fields: mapFields(create, (own, field) => [own, own === name ? operation.field : field]),
      }),
    ];
  }
  if (operation instanceof RemoveField) {
    const fields = new Map([...create.fields].filter(([own]) => own !== name));
    return [create.with({ fields, options: withoutField(create.options, name) })];
  }
  if (operation instanceof RenameField) {
    const { oldName, newName } = operation;
    const rename = (own: string): string => (own === oldName ? newName : own);
    const fields = mapFields(create, (own, field) => [rename(own), field]);
    return [create.with({ fields, options: withRenamedField(create.options, rename) })];
  }
  return undefined;
}

function mapFields(
  create: CreateModel,
  change: (name: string, field: Field) => [string, Field],
): Map<string, Field> {
  return new Map([...create.fields].map(([name, field]) => change(name, field)));
}

function withoutField(options: StateOptions, name: string): StateOptions {
  const result = { ...options };
  for (const option of ['uniqueTogether', 'indexTogether'] as const) {
    const groups = result[option];
    if (groups === undefined) continue;
    const kept = groups
      .map((group) => group.filter((field) => field !== name))
      .filter((group) => group.length > 0);
    if (kept.length > 0) result[option] = withoutTwins(kept);
    else delete result[option];
  }
  if (result.orderWithRespectTo === name) delete result.orderWithRespectTo;
  return result;
}

/** Groups as a set: two that name the same fields after one has gone are one. */
function withoutTwins(groups: readonly (readonly string[])[]): (readonly string[])[] {
  return [...new Map(groups.map((group) => [group.join(), group])).values()];
}

function withRenamedField(options: StateOptions, rename: (name: string) => string): StateOptions {
  const result = { ...options };
  for (const option of ['uniqueTogether', 'indexTogether'] as const) {
    const groups = result[option];
    if (groups !== undefined) result[option] = groups.map((group) => group.map(rename));
  }
  if (result.orderWithRespectTo != null) result.orderWithRespectTo = rename(result.orderWithRespectTo);
  return result;
}

/** As in Django, a renamed index and a constraint that is only told in other words stay operations of their own. */
function reduceWithIndex(create: CreateModel, operation: IndexOperation): Reduced {
  const { indexes = [], constraints = [] } = create.options;
  const withOptions = (options: StateOptions) => [
    create.with({ options: { ...create.options, ...options } }),
  ];
  if (operation instanceof AddIndex) return withOptions({ indexes: [...indexes, operation.index] });
  if (operation instanceof RemoveIndex) {
    return withOptions({ indexes: indexes.filter((index) => index.name !== operation.name) });
  }
  if (operation instanceof AddConstraint) {
    return withOptions({ constraints: [...constraints, operation.constraint] });
  }
  if (operation instanceof RemoveConstraint) {
    return withOptions({ constraints: constraints.filter(({ name }) => name !== operation.name) });
  }
  return undefined;
}
