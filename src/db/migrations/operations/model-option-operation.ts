import { DeleteModel } from './delete-model.ts';
import { ModelOperation } from './model-operation.ts';
import type { Operation } from './operation.ts';

/** An operation that sets an option of a model: a later one of the same kind, or the model's end, makes it needless. */
export abstract class ModelOptionOperation extends ModelOperation {
  override reduce(operation: Operation, appLabel: string): boolean | readonly Operation[] {
    const replaces = operation.constructor === this.constructor || operation instanceof DeleteModel;
    if (replaces && (operation as ModelOperation).nameLower === this.nameLower) return [operation];
    return super.reduce(operation, appLabel);
  }
}
