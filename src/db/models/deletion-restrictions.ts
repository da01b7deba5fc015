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

  /** @throws RestrictedError when one of them stays; those that are deleted by another way restrict nothing */
  async check(plan: DeletionPlan): Promise<void> {
    for (const [model, byField] of this.#held) {
      for (const [field, objects] of byField) {
        const left = await plan.staying(model, [...objects]);
        if (left.length === 0) continue;
        throw new RestrictedError(
          `Cannot delete some instances of model '${field.relatedModel!._meta.objectName}' because they are referenced through restricted foreign keys: '${model._meta.objectName}.${field.name}'.`,
          left,
        );
      }
    }
  }
}
