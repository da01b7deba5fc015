import { AddField } from '../operations/add-field.ts';
import { AlterField } from '../operations/alter-field.ts';
import { AlterOrderWithRespectTo } from '../operations/alter-order-with-respect-to.ts';
import { AlterTogether } from '../operations/alter-together.ts';
import { CreateModel } from '../operations/create-model.ts';
import { DeleteModel } from '../operations/delete-model.ts';
import type { Operation } from '../operations/operation.ts';
import { RemoveField } from '../operations/remove-field.ts';
import { type ModelKey, splitKey } from '../state/model-key.ts';

export type DependencyKind = 'create' | 'remove' | 'alter' | 'unset-order' | 'alter-together';

/** What has to have happened to a model, or to one of its fields, before an operation. */
export interface Dependency {
  /** The app, or `__setting__` when `modelName` is a setting that names the model. */
  appLabel: string;
  modelName: string;
  fieldName: string | undefined;
  kind: DependencyKind;
}

export function dependencyOn(key: ModelKey, kind: DependencyKind, fieldName?: string): Dependency {
  const [appLabel, modelName] = splitKey(key);
  return { appLabel, modelName, fieldName, kind };
}

/** Whether an operation does what a dependency waits for. */
export function fulfils(operation: Operation, { modelName, fieldName, kind }: Dependency): boolean {
  const isModel = (name: string): boolean => name.toLowerCase() === modelName.toLowerCase();
  switch (kind) {
    case 'create':
      if (operation instanceof CreateModel) {
        return isModel(operation.name) && (fieldName === undefined || operation.fields.has(fieldName));
      }
      return (
        fieldName !== undefined &&
        operation instanceof AddField &&
        isModel(operation.modelName) &&
        operation.name === fieldName
      );
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
    case 'alter-together':
      return operation instanceof AlterTogether && isModel(operation.name);
  }
}
