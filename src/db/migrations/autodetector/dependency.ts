import { AddField } from '../operations/add-field.ts';
import { AlterField } from '../operations/alter-field.ts';
import { AlterOrderWithRespectTo } from '../operations/alter-order-with-respect-to.ts';
import { AlterTogether } from '../operations/alter-together.ts';
import { CreateModel } from '../operations/create-model.ts';
import { DeleteModel } from '../operations/delete-model.ts';
import type { Operation } from '../operations/operation.ts';
import { RemoveConstraint } from '../operations/remove-constraint.ts';
import { RemoveField } from '../operations/remove-field.ts';
import { RemoveIndex } from '../operations/remove-index.ts';
import { RenameField } from '../operations/rename-field.ts';
import { RenameModel } from '../operations/rename-model.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';

export type DependencyKind = 'create' | 'remove' | 'alter' | 'unset-order' | 'group' | 'unindex' | 'after';

/** What has to have happened to a model, or to one of its fields, before an operation. */
export interface Dependency {
  /** The app, or `__setting__` when `modelName` is a setting that names the model. */
  appLabel: string;
  modelName: string;
  /** Of `unindex`, the name of the index or the constraint. */
  fieldName: string | undefined;
  kind: DependencyKind;
  /** The very operation that has to come before; for `after`. */
  earlier?: Operation;
}

export function dependencyOn(key: ModelKey, kind: DependencyKind, fieldName?: string): Dependency {
  const [appLabel, modelName] = splitKey(key);
  return { appLabel, modelName, fieldName, kind };
}

export function dependencyAfter(key: ModelKey, earlier: Operation): Dependency {
  return { ...dependencyOn(key, 'after'), earlier };
}

/**
 * Whether an operation does what a dependency waits for.
 * @param careful a model or a field that gets another name is there from then on, which Django doesn't see
 */
export function fulfils(
  operation: Operation,
  { modelName, fieldName, kind, earlier }: Dependency,
  careful: boolean,
): boolean {
  const isModel = (name: string): boolean => name.toLowerCase() === modelName.toLowerCase();
  switch (kind) {
    case 'create':
      return fieldName === undefined
        ? makesModel(operation, isModel, careful)
        : makesField(operation, isModel, fieldName, careful);
    case 'remove':
      if (fieldName === undefined) return operation instanceof DeleteModel && isModel(operation.name);
      return operation instanceof RemoveField && isModel(operation.modelName) && operation.name === fieldName;
    case 'alter':
      return operation instanceof AlterField && isModel(operation.modelName) && operation.name === fieldName;
    case 'unset-order':
      return (
        operation instanceof AlterOrderWithRespectTo &&
        isModel(operation.name) &&
        operation.orderWithRespectTo !== fieldName
      );
    case 'group':
      return operation instanceof AlterTogether && isModel(operation.name);
    case 'after':
      return operation === earlier;
    case 'unindex':
      return (
        (operation instanceof RemoveIndex || operation instanceof RemoveConstraint) &&
        isModel(operation.modelName) &&
        operation.name === fieldName
      );
  }
}

type ModelTest = (name: string) => boolean;

function makesModel(operation: Operation, isModel: ModelTest, careful: boolean): boolean {
  if (operation instanceof RenameModel) return careful && isModel(operation.newName);
  return operation instanceof CreateModel && isModel(operation.name);
}

function makesField(operation: Operation, isModel: ModelTest, fieldName: string, careful: boolean): boolean {
  if (operation instanceof CreateModel) return isModel(operation.name) && operation.fields.has(fieldName);
  if (operation instanceof RenameField)
    return careful && isModel(operation.modelName) && operation.newName === fieldName;
  return operation instanceof AddField && isModel(operation.modelName) && operation.name === fieldName;
}
