import { FieldError } from '../../core/errors/field-error.ts';
import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import type { AnyModel, ModelClass } from '../models/model.ts';
import { Query } from './query.ts';

/** @throws FieldError when a relation is compared with instances, or a query, of another model */
export function checkRelatedValue(
  field: Field | Relation,
  value: unknown,
  model: ModelClass,
  name: string,
): void {
  if (!field.isRelation) return;
  if (value instanceof Query) {
    if (value.hasSelectFields || suits(value.model, field, model)) return;
    throw new FieldError(
      `Cannot use QuerySet for "${value.model._meta.objectName}": Use a QuerySet for "${model._meta.objectName}".`,
    );
  }
  if (Array.isArray(value)) {
    for (const item of value) checkInstance(item, field, model, name);
  } else {
    checkInstance(value, field, model, name);
  }
}

function checkInstance(value: unknown, field: Field | Relation, model: ModelClass, name: string): void {
  if (!isModelInstance(value)) return;
  const given = value.constructor as unknown as ModelClass;
  if (suits(given, field, model)) return;
  throw new FieldError(
    `Cannot query "${String(value)}": Must be "${model._meta.objectName}" instance.`,
    `It was given for '${name}'.`,
  );
}

/** Related by inheritance to the model that is meant; a primary key may also be compared with its own model. */
function suits(given: ModelClass, field: Field | Relation, model: ModelClass): boolean {
  if (fits(given, model) || fits(model, given)) return true;
  return 'attname' in field && field.primaryKey && (fits(given, field.model) || fits(field.model, given));
}

/** Whether every row of `model` is one of `wanted`. */
function fits(model: ModelClass, wanted: ModelClass): boolean {
  const concrete = wanted._meta.concreteModel;
  return (
    model._meta.concreteModel === concrete ||
    model._meta.getParentList().some((parent) => parent._meta.concreteModel === concrete)
  );
}

function isModelInstance(value: unknown): value is AnyModel {
  if (typeof value !== 'object' || value === null || !('_state' in value)) return false;
  return typeof value.constructor === 'function' && '_meta' in value.constructor;
}
