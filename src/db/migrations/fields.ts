import { Field } from '../models/fields/field.ts';
import type { ForeignKeyOptions } from '../models/fields/foreign-key.ts';
import type { ForeignObjectOptions } from '../models/fields/foreign-object.ts';
import type { ManyToManyOptions } from '../models/fields/many-to-many-field.ts';
import { ValueError } from './errors/value-error.ts';
import { FIELD_CLASSES } from './field-classes.ts';

type Classes = typeof FIELD_CLASSES;
type OptionsOf<Class> = Class extends new (
  options: infer O,
) => Field
  ? O
  : Class extends new (
        options?: infer O,
      ) => Field
    ? O
    : never;

/** `'app.model'`, and what a declaration in a model says. */
type ToOne = (to: string, options: ForeignKeyOptions) => Field;
type ToMany = (to: string, options?: ManyToManyOptions) => Field;

interface Relations {
  /** The names of the fields that the key is made of. */
  CompositePrimaryKey: (...fieldNames: readonly string[]) => Field;
  ForeignKey: ToOne;
  ForeignObject: (to: string, options: ForeignObjectOptions) => Field;
  OneToOneField: ToOne;
  ManyToManyField: ToMany;
}

type Makers = {
  readonly [Name in Exclude<keyof Classes, keyof Relations>]: (options?: OptionsOf<Classes[Name]>) => Field;
};

interface Custom {
  /** A field of one's own, made by the function that declares it in models: `fields.custom(MoneyField({ null: true }))`. */
  custom(field: unknown): Field;
}

/** The fields as migrations write them: `fields.CharField({ maxLength: 10 })` is a Field, not a value as in a model. */
export const fields: Makers & Relations & Custom = {
  ...makers(),
  CompositePrimaryKey: compositePrimaryKey,
  custom,
} as Makers & Relations & Custom;

type AnyFieldClass = new (options: object) => Field;

function makers(): Record<string, (...args: never[]) => Field> {
  const made: Record<string, (...args: never[]) => Field> = {};
  for (const [name, value] of Object.entries(FIELD_CLASSES)) {
    const Class = value as unknown as AnyFieldClass;
    made[name] = (first?: object | string, options?: object) =>
      new Class(typeof first === 'string' ? { to: first, ...options } : (first ?? {}));
  }
  return made;
}

function compositePrimaryKey(...fieldNames: readonly string[]): Field {
  return new FIELD_CLASSES.CompositePrimaryKey({ fieldNames });
}

function custom(field: unknown): Field {
  if (field instanceof Field) return field;
  throw new ValueError(
    `fields.custom() got ${String(field)}, which is no field.`,
    'Give it what the function that declares the field returns: fields.custom(MoneyField({ ... })).',
  );
}
