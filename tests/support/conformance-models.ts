import { Apps } from '../../src/apps/registry.ts';
import type { Field } from '../../src/db/models/fields/field.ts';
import * as fields from '../../src/db/models/fields/index.ts';
import type { ModelMeta } from '../../src/db/models/meta.ts';
import type { ModelClass } from '../../src/db/models/model.ts';
import * as onDelete from '../../src/db/models/on-delete.ts';
import { createModel } from '../../src/db/models/registration.ts';
import { camelToSnake, snakeToCamel } from '../../src/utils/case.ts';
import { readConformanceFile } from './conformance.ts';

export interface FieldVector {
  readonly name: string;
  readonly attname: string;
  readonly column: string | null;
  readonly type: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly auto_created?: boolean;
  readonly reverse_accessor?: string | null;
  readonly related_query_name?: string;
}

export interface ModelVector {
  readonly name: string;
  readonly app_label: string;
  readonly label: string;
  readonly db_table: string;
  readonly proxy: boolean;
  readonly managed: boolean;
  readonly verbose_name: string;
  readonly verbose_name_plural: string;
  readonly parents: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly fields: readonly FieldVector[];
}

/** The models of one app of the vectors and of those it needs, in a registry of their own; properties are in camelCase. */
export function conformanceModels(app: string, apps: Apps = new Apps()): ReadonlyMap<string, ModelClass> {
  const made = new Map<string, ModelClass>();
  addApps(app, apps, made);
  return made;
}

/** Apps may need one another, so all of their models are collected first. */
function collect(app: string, seen: Set<string>): ModelVector[] {
  if (seen.has(app)) return [];
  seen.add(app);
  const { requires, models } = readConformanceFile(`orm/models/${app}.json`) as {
    requires: readonly string[];
    models: readonly ModelVector[];
  };
  return [...requires.flatMap((needed) => collect(needed, seen)), ...models];
}

function addApps(app: string, apps: Apps, made: Map<string, ModelClass>): void {
  const waiting = collect(app, new Set());
  while (waiting.length > 0) {
    const next = waiting.findIndex((model) => model.parents.every((parent) => made.has(parent)));
    const [model] = waiting.splice(Math.max(0, next), 1);
    made.set(model!.label, makeModel(model!, apps, made));
  }
}

function makeModel(model: ModelVector, apps: Apps, made: ReadonlyMap<string, ModelClass>): ModelClass {
  const declared = model.fields.filter((field) => !field.auto_created && field.type !== 'OrderWrt');
  const bases = model.parents.map((label) => made.get(label)!);
  const implicit = model.fields.find((field) => field.auto_created && field.name === 'id');
  const own = declared.map((field) => [snakeToCamel(field.name), makeField(field)] as const);
  const id = implicit === undefined ? [] : [['id', makeField(implicit)] as const];
  return createModel(model.name, {
    appLabel: model.app_label,
    apps,
    ...(bases.length > 0 ? { base: bases[0]!, extraBases: bases.slice(1) } : {}),
    fields: Object.fromEntries([...id, ...own]),
    meta: makeMeta(model),
  });
}

function makeMeta(model: ModelVector): ModelMeta {
  const { meta } = model;
  const order = meta['order_with_respect_to'] as string | undefined;
  return {
    dbTable: model.db_table,
    managed: model.managed,
    verboseName: model.verbose_name,
    verboseNamePlural: model.verbose_name_plural,
    ...(model.proxy ? { proxy: true } : {}),
    ...(order === undefined ? {} : { orderWithRespectTo: snakeToCamel(order) }),
    ...(meta['unique_together'] === undefined ? {} : { uniqueTogether: names(meta['unique_together']) }),
  };
}

/** Names of fields in camelCase, whatever they are nested in. */
function names(value: unknown): never {
  if (typeof value === 'string') return snakeToCamel(value) as never;
  const list = Array.isArray(value) ? value : (value as { v: readonly unknown[] }).v;
  return list.map(names) as never;
}

const NOT_OPTIONS = ['on_delete_value'];

/** A name that doesn't survive the way to camelCase and back keeps its column by an option. */
function makeField({ type, options, attname, column }: FieldVector): Field {
  const kind = (fields as unknown as Record<string, new (options: object) => Field>)[type]!;
  const given = Object.entries(options)
    .filter(([name]) => !NOT_OPTIONS.includes(name))
    .map(([name, value]) => [snakeToCamel(name), optionValue(name, value, options)] as const);
  if (column !== null && camelToSnake(snakeToCamel(attname)) !== column) given.push(['dbColumn', column]);
  return new kind(Object.fromEntries(given));
}

function optionValue(name: string, value: unknown, options: Readonly<Record<string, unknown>>): unknown {
  if (name === 'on_delete') {
    const constants = onDelete as unknown as Record<string, onDelete.OnDelete>;
    return value === 'SET' ? onDelete.SET(options['on_delete_value']) : constants[value as string];
  }
  if (name === 'through_fields') return names(value);
  if (name === 'to_field') return snakeToCamel(value as string);
  return value;
}
