import { choicesHint } from '../../utils/choices-hint.ts';
import { ModelValueError } from './errors.ts';
import { databaseDefault } from './expressions/database-default.ts';
import { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Options } from './options.ts';

/** What can be known once per model about the values of its new instances. */
export interface InitialPlan {
  /** Defaults by the order of `concreteFields`, where they are the same each time. */
  readonly defaults: readonly unknown[];
  /** The columns whose default has to be made for each instance. */
  readonly made: readonly (readonly [column: number, field: Field])[];
  /** Columns by the names a value may be given under. */
  readonly columns: ReadonlyMap<string, number>;
  /** The relations among `columns`, by their own name: their values are objects. */
  readonly relations: ReadonlyMap<string, ForeignKey>;
}

/** The values of a new instance by the order of `concreteFields`: those given, else the defaults. */
export function initialValues(meta: Options, given: object | undefined): unknown[] {
  meta.initialPlan ??= makePlan(meta);
  const { defaults, made, columns, relations } = meta.initialPlan;
  const values = defaults.slice();
  if (given !== undefined) {
    const source = given as Readonly<Record<string, unknown>>;
    for (const name of Object.keys(source)) {
      const value = source[name];
      const column = columns.get(name);
      if (column === undefined) takeOther(meta, name, value, values);
      else if (value !== undefined) {
        if (relations.size > 0) relations.get(name)?.checkValue(value);
        values[column] = value;
      }
    }
  }
  for (let i = 0; i < made.length; i++) {
    const [column, field] = made[i]!;
    if (values[column] === undefined) values[column] = field.getDefault();
  }
  return values;
}

function makePlan(meta: Options): InitialPlan {
  const fields = meta.concreteFields;
  const columns = new Map<string, number>();
  const relations = new Map<string, ForeignKey>();
  fields.forEach((field, i) => {
    columns.set(field.attname, i).set(field.name, i);
    if (field.isRelation) relations.set(field.name, field as ForeignKey);
  });
  if (meta.pk.concrete) columns.set('pk', fields.indexOf(meta.pk));
  return {
    defaults: fields.map((field) => (hasFixedDefault(field) ? initialValue(field) : undefined)),
    made: fields.flatMap((field, i) => (hasFixedDefault(field) ? [] : [[i, field] as const])),
    columns,
    relations,
  };
}

/** The default; where only the database has one, it is asked for it when the row is added. */
function initialValue(field: Field): unknown {
  return field.hasDbDefault && !field.hasDefault() ? databaseDefault(field) : field.getDefault();
}

/** Whether every instance may share the default: it is no function and no object that one could change. */
function hasFixedDefault(field: Field): boolean {
  if (field.hasDbDefault && !field.hasDefault()) return true;
  if (field.isRelation) return !field.hasDefault();
  if (field.getDefault !== Field.prototype.getDefault || typeof field.default === 'function') return false;
  return !field.hasDefault() || typeof field.default !== 'object' || field.default === null;
}

/** Generic relations, composite keys, and complaints about names that cannot be given. */
function takeOther(meta: Options, name: string, value: unknown, values: unknown[]): void {
  const field = meta.fieldsMap.get(name);
  if (field?.manyToMany) {
    throw new ModelValueError(
      `'${name}' of ${meta.objectName} is a many-to-many relation and cannot be given to the constructor.`,
      `Save the object first, then: await object.${name}.set([...]).`,
    );
  }
  if (field === undefined || !('attname' in field) || field.expandInitial === undefined) {
    const { columns } = meta.initialPlan!;
    throw new ModelValueError(
      `${meta.objectName} has no field '${name}'.`,
      choicesHint(name, columns.keys()),
    );
  }
  for (const [column, part] of field.expandInitial(value)) values[meta.concreteFields.indexOf(column)] = part;
}
