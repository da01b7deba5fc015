import { FieldError } from '../../core/errors/field-error.ts';
import { hasSetter } from '../../utils/has-setter.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';

/** A column of a statement of one's own: the name that it goes by, and whether the caller gave it that name. */
export interface RawColumn {
  readonly name: string;
  readonly isTranslated: boolean;
}

/** Puts a value that is of no field on an instance. */
export type SetExtra = (instance: AnyModel, row: readonly unknown[]) => void;

/**
 * Where in a row each concrete field is, -1 for one that was not selected. A name of a column goes before the name of a field, and
 * the first column of a name before later ones, so that a join of tables that both have an `id` keeps that of the model.
 */
export function placesOfFields({ _meta: meta }: ModelClass, columns: readonly RawColumn[]): number[] {
  const places = meta.concreteFields.map((field) => {
    const place = columns.findIndex(({ name }) => name === field.column);
    return place >= 0 ? place : columns.findIndex((column) => isNamed(field, column));
  });
  const missing = meta.pkFields.filter((field) => places[meta.concreteFields.indexOf(field)] === -1);
  if (missing.length > 0) {
    const names = missing.map(({ column }) => `'${column}'`).join(', ');
    throw new FieldError('Raw query must include the primary key.', `Select the column ${names}.`);
  }
  fillKeysOfParents(meta.concreteFields, places);
  return places;
}

/** The name of a relation is that of an object, which no column holds, unless the caller says that it is meant. */
function isNamed(field: Field, { name, isTranslated }: RawColumn): boolean {
  return name === field.attname || (name === field.name && (isTranslated || !field.isRelation));
}

/** The link to a parent's row holds the parent's key. Parents come first, so the links are read from the last. */
function fillKeysOfParents(fields: readonly Field[], places: number[]): void {
  for (let at = fields.length - 1; at >= 0; at--) {
    const { remoteField } = fields[at]!;
    if (places[at] === -1 || remoteField?.parentLink !== true) continue;
    const key = fields.indexOf((fields[at] as Field & { readonly targetField: Field }).targetField);
    if (key >= 0 && places[key] === -1) places[key] = places[at]!;
  }
}

/**
 * What puts the columns of no field on an instance.
 * @throws FieldError for a name that stands for related objects
 */
export function extraSetters(
  model: ModelClass,
  columns: readonly RawColumn[],
  places: readonly number[],
): SetExtra[] {
  const { concreteFields } = model._meta;
  const taken = new Set(concreteFields.map(({ column }) => column));
  const setters: SetExtra[] = [];
  columns.forEach(({ name }, place) => {
    if (places.includes(place) || taken.has(name)) return;
    refuseRelation(model, name);
    setters.push(setterOf(model, name, place));
  });
  return setters;
}

function refuseRelation({ _meta: meta }: ModelClass, name: string): void {
  const isRelation =
    [...meta.fields, ...meta.manyToMany, ...meta.privateFields].some(
      (field) => field.name === name && (field.isRelation || field.isManager),
    ) || meta.relatedObjects.some(({ accessorName }) => accessorName === name);
  if (!isRelation) return;
  throw new FieldError(
    `The statement of raw() has a column '${name}', and ${meta.objectName}.${name} stands for related objects.`,
    `Give the column another name: SELECT ... AS ${name}_value.`,
  );
}

function setterOf(model: ModelClass, name: string, place: number): SetExtra {
  // As for `pk`.
  if (hasSetter(model.prototype as object, name)) {
    return (instance, row) => {
      (instance as unknown as Record<string, unknown>)[name] = row[place];
    };
  }
  return (instance, row) => {
    Object.defineProperty(instance, name, {
      value: row[place],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  };
}
