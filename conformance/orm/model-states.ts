import fs from 'node:fs';
import path from 'node:path';
import { fields as classes, models } from '../../src/db/index.ts';
import { ModelState } from '../../src/db/migrations/index.ts';
import { camel } from './camel.ts';
import { decode } from './decode.ts';

type Json = Record<string, unknown>;

export interface FieldVector {
  name: string;
  type: string;
  column: string;
  options: Json;
  /** The table of a many-to-many field; `auto` when the field makes it. */
  join?: { auto: boolean; db_table: string; source_column: string; target_column: string };
  reverse_accessor?: string | null;
}

export interface ModelVector {
  name: string;
  app_label: string;
  label: string;
  parents: string[];
  proxy: boolean;
  managed: boolean;
  db_table: string;
  meta: Json;
  fields: FieldVector[];
  private_fields?: FieldVector[];
  default_manager?: ManagerVector;
  base_manager?: ManagerVector;
}

export interface ManagerVector {
  name: string;
  calls?: unknown[];
}

/** Options that say nothing of a column. */
const NOT_OF_COLUMNS = new Set([
  'default',
  'choices',
  'help_text',
  'verbose_name',
  'editable',
  'upload_to',
  'on_delete_value',
]);

/** Every model of the vectors as a ModelState. @param folder that of the vectors */
export function modelStates(folder: string): ModelState[] {
  const models = path.join(folder, 'orm/models');
  const files = fs.readdirSync(models).filter((name) => name.endsWith('.json'));
  return files.flatMap((name) => {
    const text = fs.readFileSync(path.join(models, name), 'utf8');
    return (JSON.parse(text) as { models: ModelVector[] }).models.map(modelState);
  });
}

/** A model's tables and nothing else of it. */
function modelState(model: ModelVector): ModelState {
  const fields = model.fields
    .filter(({ type }) => type !== 'OrderWrt')
    .map((vector) => field(vector, NOT_OF_COLUMNS));
  const {
    ordering: _ordering,
    constraints = [],
    ...meta
  } = model.meta as { ordering?: unknown; constraints?: unknown[] };
  const options = Object.fromEntries(
    Object.entries(meta).map(([name, value]) => [camel(name), decode(value)]),
  );
  return new ModelState(model.app_label, model.name, {
    fields: new Map(fields),
    options: {
      ...options,
      constraints: constraints.map((one) => decode(one) as never),
      dbTable: model.db_table,
      managed: model.managed,
      proxy: model.proxy,
    },
    bases: model.parents,
  });
}

/** @param leftOut names of options that the field does without */
export function field(
  { name, type, column, options }: FieldVector,
  leftOut: ReadonlySet<string>,
  read: (value: unknown) => unknown = decode,
): [string, never] {
  const Class = (classes as unknown as Record<string, FieldClass>)[type];
  if (Class === undefined) throw new Error(`There is no ${type}.`);
  const kept = Object.entries(options)
    .filter(([option]) => !leftOut.has(option))
    .map(([option, value]) => [camel(option), read(value)] as const)
    // Django lets a DateField have a max_length, which means nothing.
    .filter(([option]) => option in Class.optionDefaults);
  const values: Json = Object.fromEntries(kept);
  if (values['onDelete'] !== undefined)
    values['onDelete'] = onDelete(String(values['onDelete']), read(options['on_delete_value']));
  if (/[A-Z]/.test(column)) values['dbColumn'] = column;
  return [name, new Class(values)];
}

interface FieldClass {
  new (options: Json): never;
  readonly optionDefaults: Json;
}

function onDelete(name: string, value: unknown): unknown {
  return name === 'SET' ? models.SET(value ?? null) : (models as unknown as Json)[name];
}
