import { NON_FIELD_ERRORS, ValidationError } from '../../core/errors/validation-error.ts';
import { DeferredValue } from './deferred-value.ts';
import { ErrorCollection } from './error-collection.ts';
import { DatabaseDefault } from './expressions/database-default.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel } from './model.ts';
import { checkUnique } from './unique-checks.ts';
import { withParents } from './with-parents.ts';

export interface CleanOptions {
  /** Fields to leave out, by name. */
  exclude?: Iterable<string> | undefined;
  /** Ask the database whether unique values are taken; true unless said otherwise. */
  validateUnique?: boolean;
  /** Check the constraints of the meta; true unless said otherwise. */
  validateConstraints?: boolean;
}

/** Every check of an instance; a field that failed one is left out of the later ones. */
export async function fullClean(instance: AnyModel, options: CleanOptions): Promise<void> {
  const exclude = new Set(options.exclude);
  const errors = new ErrorCollection();
  await errors.collect(() => instance.cleanFields({ exclude }));
  await errors.collect(() => instance.clean());
  for (const name of errors.names()) if (name !== NON_FIELD_ERRORS) exclude.add(name);
  if (options.validateUnique ?? true) {
    await errors.collect(() => instance.validateUnique({ exclude }));
    for (const name of errors.names()) if (name !== NON_FIELD_ERRORS) exclude.add(name);
  }
  if (options.validateConstraints ?? true) {
    await errors.collect(() => instance.validateConstraints({ exclude }));
  }
  errors.throwIfAny();
}

/** Convert and check each field's value; values come out in the field's own type. */
export async function cleanFields(instance: AnyModel, exclude?: Iterable<string>): Promise<void> {
  const left = new Set(exclude);
  const errors = new ErrorCollection();
  for (const field of instance._meta.fields) {
    if (left.has(field.name) || field.generated) continue;
    await errors.collect(() => cleanField(instance, field), field.name);
  }
  errors.throwIfAny();
}

async function cleanField(instance: AnyModel, field: Field): Promise<void> {
  if (!field.concrete) return;
  const value = field.valueFromObject(instance);
  if (
    value instanceof DeferredValue ||
    value instanceof DatabaseDefault ||
    (field.blank && field.isEmpty(value))
  )
    return;
  const cleaned = await field.clean(value, instance);
  (instance as unknown as Record<string, unknown>)[field.attname] = cleaned;
  await field.validateInDatabase?.(cleaned, instance);
}

/** Whether unique values and groups of values are taken by another row. */
export async function validateUnique(instance: AnyModel, exclude?: Iterable<string>): Promise<void> {
  await checkUnique(instance, new Set(exclude));
}

/** The constraints of the model's meta, and of the parents that hold part of the row. */
export async function validateConstraints(instance: AnyModel, exclude?: Iterable<string>): Promise<void> {
  const left = new Set(exclude);
  const errors = new ErrorCollection();
  const using = instance._state.db ?? 'default';
  for (const meta of withParents(instance._meta)) {
    for (const constraint of meta.constraints) {
      await errors.collect(async () => {
        try {
          await constraint.validate(meta.model, instance, { exclude: left, using });
        } catch (error) {
          throw ofItsField(error, constraint);
        }
      });
    }
  }
  errors.throwIfAny();
}

/** A constraint over one field is a mistake in that field. */
function ofItsField(error: unknown, constraint: object): unknown {
  if (!(error instanceof ValidationError) || error.kind !== 'unique') return error;
  const fields = 'fields' in constraint ? (constraint.fields as readonly string[]) : [];
  return fields.length === 1 ? new ValidationError({ [fields[0]!]: error }) : error;
}
