import { choicesHint } from '../../utils/choices-hint.ts';
import { ModelValueError } from './errors.ts';
import { databaseDefault } from './expressions/database-default.ts';
import { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import { BuildingFrame } from './frames.ts';
import type { Options } from './options.ts';

/** What can be known once per model about the values of its new instances. */
export interface InitialPlan {
  /** Defaults by the order of `concreteFields`, where they are the same each time. */
  readonly defaults: readonly unknown[];
  /** The columns whose default has to be made for each instance. */
  readonly made: readonly (readonly [column: number, field: Field])[];
  /** By the names that a value may be given under. */
  readonly takers: ReadonlyMap<string, Taker>;
  readonly hasVirtualFields: boolean;
  /** What the last instance was built with: it serves the next one, when that one is done. */
  frame: BuildingFrame | undefined;
}

/** Where a value goes. */
interface Taker {
  readonly column: number;
  /** The relation whose objects the name takes. */
  readonly relation: ForeignKey | undefined;
}

/** What an instance of a model is built with. */
export function frameOfNew(meta: Options, given: object | undefined): BuildingFrame {
  const values = initialValues(meta, given);
  const plan = meta.initialPlan!;
  let { frame } = plan;
  if (frame === undefined || frame.index < frame.slots.length) {
    frame = new BuildingFrame(meta.slots, values, meta.columnOrder);
    plan.frame = frame;
  } else {
    frame.values = values;
    frame.index = 0;
  }
  if (plan.hasVirtualFields) frame.given = given as Readonly<Record<string, unknown>> | undefined;
  return frame;
}

/** The values of a new instance by the order of `concreteFields`: those given, else the defaults. */
export function initialValues(meta: Options, given: object | undefined): unknown[] {
  meta.initialPlan ??= makePlan(meta);
  const { defaults, made, takers } = meta.initialPlan;
  const values = defaults.slice();
  if (given !== undefined) {
    const source = given as Readonly<Record<string, unknown>>;
    const names = Object.keys(source);
    for (let i = 0; i < names.length; i++) {
      const name = names[i]!;
      const value = source[name];
      const taker = takers.get(name);
      if (taker === undefined) takeOther(meta, name, value, values);
      else if (value !== undefined) {
        taker.relation?.checkValue(value);
        values[taker.column] = value;
      }
    }
  }
  for (let i = 0; i < made.length; i++) {
    const [column, field] = made[i]!;
    if (values[column] === undefined) values[column] = field.getDefault();
  }
  return values;
}

/** @throws ModelValueError for a name that a new instance could not be given */
export function checkTaken(meta: Options, name: string, value: unknown): void {
  meta.initialPlan ??= makePlan(meta);
  if (!meta.initialPlan.takers.has(name)) takeOther(meta, name, value, []);
}

function makePlan(meta: Options): InitialPlan {
  const fields = meta.concreteFields;
  const takers = new Map<string, Taker>();
  fields.forEach((field, column) => {
    takers.set(field.attname, { column, relation: undefined });
    takers.set(field.name, { column, relation: field.isRelation ? (field as ForeignKey) : undefined });
  });
  if (meta.pk.concrete) takers.set('pk', { column: fields.indexOf(meta.pk), relation: undefined });
  return {
    defaults: fields.map((field) => (hasFixedDefault(field) ? initialValue(field) : undefined)),
    made: fields.flatMap((field, i) => (hasFixedDefault(field) ? [] : [[i, field] as const])),
    takers,
    hasVirtualFields: meta.hasVirtualFields,
    frame: undefined,
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
    const { takers } = meta.initialPlan!;
    throw new ModelValueError(`${meta.objectName} has no field '${name}'.`, choicesHint(name, takers.keys()));
  }
  for (const [column, part] of field.expandInitial(value)) values[meta.concreteFields.indexOf(column)] = part;
}
