import { RestrictedError } from '../errors.ts';
import type { DeletionPlan } from './deletion-plan.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';

/** Objects that a RESTRICT keeps others for, unless they go themselves. */
export class Restrictions {
  readonly #held = new Map<ModelClass, Map<Field, Set<AnyModel>>>();

  add(model: ModelClass, field: Field, objects: readonly AnyModel[]): void {
    const byField = this.#held.get(model) ?? new Map<Field, Set<AnyModel>>();
    this.#held.set(model, byField);
    const set = byField.get(field) ?? new Set();
    byField.set(field, set);
    for (const object of objects) set.add(object);
  }

  /**
   * @param objectName the model whose objects are to be deleted
   * @throws RestrictedError when one of the objects stays; those that are deleted by another way restrict nothing
   */
  async check(plan: DeletionPlan, objectName: string): Promise<void> {
    const names: string[] = [];
    const staying: AnyModel[] = [];
    for (const [model, byField] of this.#held) {
      for (const [field, objects] of byField) {
        const left = await plan.staying(model, [...objects]);
        if (left.length === 0) continue;
        names.push(`'${model._meta.objectName}.${field.name}'`);
        staying.push(...left);
      }
    }
    if (names.length === 0) return;
    throw new RestrictedError(
      `Cannot delete some instances of model '${objectName}' because they are referenced through restricted foreign keys: ${names.join(', ')}.`,
      staying,
    );
  }
}
