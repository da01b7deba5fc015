import type { Field } from '../../db/models/fields/field.ts';
import { FloatField } from '../../db/models/fields/float-field.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import { JSONField } from '../../db/models/fields/json-field.ts';
import type { ManyToManyField } from '../../db/models/fields/many-to-many-field.ts';
import type { AnyModel } from '../../db/models/model.ts';
import { Decimal } from '../../utils/decimal.ts';
import { Float } from '../../utils/float.ts';
import { temporalKind } from '../../utils/temporal.ts';
import { fixtureName } from './field-name.ts';
import { fieldsToWrite } from './fields-to-write.ts';
import { hasNaturalKey, naturalKeyOf } from './natural-keys.ts';
import type { SerializedObject, SerializeOptions } from './types.ts';

/**
 * An instance as plain data. Numbers, truth values, decimals, dates and times stay what they are; anything else becomes what its
 * field makes of it as text.
 */
export async function serializedObject(
  instance: AnyModel,
  options: SerializeOptions,
): Promise<SerializedObject> {
  const model = instance._meta.labelLower;
  const fields: Record<string, unknown> = {};
  const { columns, relations } = fieldsToWrite(instance, options);
  for (const field of columns) fields[fixtureName(field)] = await columnValue(instance, field, options);
  for (const field of relations) fields[fixtureName(field)] = await relatedKeys(instance, field, options);
  if (omitsPrimaryKey(instance, options)) return { model, fields };
  return { model, pk: plainKey(instance), fields };
}

/** Whether the natural key stands for the primary key. */
export function omitsPrimaryKey(instance: AnyModel, options: SerializeOptions): boolean {
  return options.useNaturalPrimaryKeys === true && hasNaturalKey(instance._meta.model);
}

/** The object that a foreign key points at, when it is to be written by its natural key; undefined for the plain value. */
export async function naturalTarget(
  instance: AnyModel,
  field: Field,
  options: SerializeOptions,
): Promise<AnyModel | undefined> {
  const target = field.relatedModel;
  if (target === undefined || options.useNaturalForeignKeys !== true || !hasNaturalKey(target))
    return undefined;
  const held = await (instance as unknown as Record<string, PromiseLike<AnyModel | null>>)[field.name];
  return held ?? undefined;
}

/** The objects of a many-to-many relation. */
export function relatedObjects(instance: AnyModel, field: ManyToManyField): AsyncIterable<AnyModel> {
  const manager = (instance as unknown as Record<string, { all(): AsyncIterable<AnyModel> }>)[field.name]!;
  return manager.all();
}

async function columnValue(instance: AnyModel, field: Field, options: SerializeOptions): Promise<unknown> {
  const target = await naturalTarget(instance, field, options);
  return target === undefined ? plainValue(instance, field) : naturalKeyOf(target);
}

async function relatedKeys(
  instance: AnyModel,
  field: ManyToManyField,
  options: SerializeOptions,
): Promise<unknown[]> {
  const natural = options.useNaturalForeignKeys === true && hasNaturalKey(field.remoteField.model());
  const keys: unknown[] = [];
  for await (const object of relatedObjects(instance, field)) {
    keys.push(natural ? await naturalKeyOf(object) : plainValue(object, object._meta.pk));
  }
  return keys;
}

/** The primary key; of a composite one the list of its values. */
function plainKey(instance: AnyModel): unknown {
  const { pk, pkFields } = instance._meta;
  return pkFields.length === 1
    ? plainValue(instance, pk)
    : pkFields.map((field) => plainValue(instance, field));
}

function plainValue(instance: AnyModel, field: Field): unknown {
  const value = field.valueFromObject(instance);
  if (value === null || value === undefined) return null;
  if (ultimate(field) instanceof FloatField && typeof value === 'number') return new Float(value);
  return field instanceof JSONField || staysAsItIs(value) ? value : field.valueToString(instance);
}

/** The field whose values a foreign key holds. */
function ultimate(field: Field): Field {
  return field.isRelation ? ultimate((field as ForeignKey).targetField) : field;
}

function staysAsItIs(value: unknown): boolean {
  if (typeof value === 'object') {
    const kind = temporalKind(value);
    return value instanceof Date || value instanceof Decimal || (kind !== undefined && kind !== 'Duration');
  }
  return typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint';
}
