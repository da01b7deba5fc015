import { apps } from '../../apps/registry.ts';
import { DEFAULT_DB_ALIAS } from '../../db/connections.ts';
import type { Field } from '../../db/models/fields/field.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import { JSONField } from '../../db/models/fields/json-field.ts';
import type { ManyToManyField } from '../../db/models/fields/many-to-many-field.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import { camelToSnake } from '../../utils/case.ts';
import { choicesHint } from '../../utils/choices-hint.ts';
import { isPlainObject } from '../../utils/is-plain-object.ts';
import { LookupError } from '../errors/lookup-error.ts';
import { ObjectDoesNotExist } from '../errors/object-does-not-exist.ts';
import { DeserializedObject } from './deserialized-object.ts';
import { DeserializationError } from './errors.ts';
import { fixtureName } from './field-name.ts';
import { hasNaturalKey, naturalKeyOf, naturalManager } from './natural-keys.ts';
import { keyOf, keysOf } from './related-keys.ts';
import type { DeserializeOptions, SerializedObject } from './types.ts';

/** Make an instance of plain data; undefined for a model that is gone, when that is to be ignored. @throws DeserializationError */
export async function buildObject(
  given: SerializedObject,
  options: DeserializeOptions,
): Promise<DeserializedObject | undefined> {
  const model = modelOf(given, options);
  if (model === undefined) return undefined;
  const { pk } = model._meta;
  const values: Record<string, unknown> = {};
  const m2mData = new Map<string, readonly unknown[]>();
  const deferred = new Map<Field, unknown>();
  if (given.pk !== undefined && given.pk !== null) {
    values[pk.attname] = await converted(given, 'pk', given.pk, () => pk.toPython(given.pk));
  }
  const fields = fieldsByName(model);
  for (const [name, value] of Object.entries(given.fields)) {
    const field = fields.get(name);
    if (field === undefined) {
      if (options.ignoreNonexistent) continue;
      throw unknownField(given, name, fields);
    }
    if (field.manyToMany) {
      const keys = await converted(given, name, value, () =>
        keysOf(field as ManyToManyField, value, options),
      );
      if (keys === undefined) deferred.set(field, value);
      else m2mData.set(field.name, keys as unknown[]);
    } else if (field.isRelation) {
      const key = await converted(given, name, value, () => keyOf(field as ForeignKey, value, options));
      if (key === undefined) deferred.set(field, value);
      else values[field.attname] = key;
    } else {
      const plain = field instanceof JSONField ? jsonNumbers(value) : value;
      values[field.attname] = await converted(given, name, value, () => field.toPython(plain));
    }
  }
  return new DeserializedObject(await instanceOf(model, values, options), m2mData, deferred);
}

/** What JSON says as JavaScript holds it: its whole numbers are no bigints. */
function jsonNumbers(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (Array.isArray(value)) return value.map(jsonNumbers);
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, jsonNumbers(item)]));
}

function modelOf(given: SerializedObject, options: DeserializeOptions): ModelClass | undefined {
  try {
    return apps.getModel(given.model) as ModelClass;
  } catch (cause) {
    if (!(cause instanceof LookupError)) throw cause;
    if (options.ignoreNonexistent) return undefined;
    throw new DeserializationError(
      `There is no model '${given.model}': ${cause.message}`,
      'Install its app, or pass over what is gone with --ignorenonexistent.',
      { cause },
    );
  }
}

/** By the names of fixtures, and by those of the model; relations also by those of their columns. */
function fieldsByName(model: ModelClass): Map<string, Field> {
  const { fields, manyToMany } = model._meta;
  const all: readonly Field[] = [...fields, ...manyToMany];
  return new Map([
    ...all.flatMap((field) => [field.attname, field.name].map((name) => [name, field] as const)),
    ...all.map((field) => [camelToSnake(field.attname), field] as const),
    ...all.map((field) => [fixtureName(field), field] as const),
  ]);
}

/** @throws DeserializationError that says of which object and field the value is */
async function converted(
  given: SerializedObject,
  name: string,
  value: unknown,
  convert: () => unknown,
): Promise<unknown> {
  try {
    return await convert();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DeserializationError(
      `${describe(given)} has ${JSON.stringify(value)} for '${name}', which cannot be read: ${why}`,
      undefined,
      { cause },
    );
  }
}

function unknownField(
  given: SerializedObject,
  name: string,
  fields: ReadonlyMap<string, Field>,
): DeserializationError {
  const names = new Set([...fields.values()].map(fixtureName));
  return new DeserializationError(
    `${describe(given)} has no field named '${name}'.`,
    choicesHint(name, names),
  );
}

function describe(given: SerializedObject): string {
  return given.pk === undefined ? given.model : `${given.model} (pk ${String(given.pk)})`;
}

/** An object without a primary key is that which has its natural key already, if there is one. */
async function instanceOf(
  model: ModelClass,
  values: Record<string, unknown>,
  options: DeserializeOptions,
): Promise<AnyModel> {
  const { using = DEFAULT_DB_ALIAS } = options;
  const { pk } = model._meta;
  const fresh = make(model, values, using);
  const manager = naturalManager(model, using);
  const known = values[pk.attname] !== undefined && values[pk.attname] !== null;
  if (known || manager === undefined || !hasNaturalKey(model)) return fresh;
  try {
    const existing = await manager.getByNaturalKey(...(await naturalKeyOf(fresh)));
    return make(model, { ...values, [pk.attname]: existing.pk }, using);
  } catch (error) {
    if (error instanceof ObjectDoesNotExist) return fresh;
    throw error;
  }
}

/** Its relations lead into the database that it is read for. */
function make(model: ModelClass, values: Record<string, unknown>, using: string): AnyModel {
  const instance = new model(values);
  instance._state.db = using;
  return instance;
}
