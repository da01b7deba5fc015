import { atomic, connection } from 'jango/db';
import type { Migration, ProjectState } from 'jango/db/migrations';
import { type AnyField, isText, sampleValue } from './build-field.ts';
import type { Projects } from './build-project.ts';

/** Values by model, then by field, one for each row in the order of their keys. */
export type Rows = ReadonlyMap<string, ReadonlyMap<string, readonly unknown[]>>;

interface Column {
  name: string;
  field: AnyField;
}

/** Tables of a project, join tables too. */
function tables(state: ProjectState) {
  const found = new Map<string, { table: string; columns: Column[]; key: string }>();
  for (const [label, { appLabel, name }] of state.models) {
    const model = state.apps.getModel(appLabel, name);
    if (model._meta.proxy || !model._meta.managed) continue;
    const { localFields, localManyToMany, dbTable, pk } = model._meta;
    const columnsOf = (fields: readonly AnyField[]) =>
      fields.filter((field) => field.column).map((field) => ({ name: field.name, field }));
    found.set(label, {
      table: dbTable,
      columns: columnsOf(localFields as never),
      key: (pk as AnyField).column,
    });
    for (const field of localManyToMany as unknown as {
      name: string;
      remoteField: { through(): typeof model };
    }[]) {
      const through = field.remoteField.through();
      if (!through._meta.autoCreated) continue;
      const columns = columnsOf(through._meta.localFields as never);
      found.set(`${label}:${field.name}`, { table: through._meta.dbTable, columns, key: 'id' });
    }
  }
  return found;
}

const COUNT = 3;

/** Three rows in every table, whose relations lead to the row of the same number; what may be NULL is, in the last one. */
export async function fill(state: ProjectState, projects: Projects): Promise<void> {
  const quote = (name: string) => connection.ops.quoteName(name);
  await atomic(async () => {
    if (connection.vendor === 'mysql') await connection.execute('SET foreign_key_checks = 0');
    for (const [label, { table, columns }] of tables(state)) {
      const written = columns.filter(({ field }) => !field.generated);
      for (let row = 1; row <= COUNT; row++) {
        const values = written.map(({ name, field }) =>
          field.null && row === COUNT ? null : cellValue(field, label, name, row, projects),
        );
        const params = values.map((value, i) => written[i]!.field.getDbPrepSave(value, connection));
        const marks = params.map((_, i) => (connection.vendor === 'postgresql' ? `$${i + 1}` : '?'));
        await connection.execute(
          `INSERT INTO ${quote(table)} (${written.map(({ field }) => quote(field.column)).join(', ')}) VALUES (${marks.join(', ')})`,
          params,
        );
      }
    }
    if (connection.vendor === 'mysql') await connection.execute('SET foreign_key_checks = 1');
  });
}

function cellValue(field: AnyField, label: string, name: string, row: number, projects: Projects): unknown {
  const kind = field.constructor.name;
  if (field.primaryKey || field.isRelation || name === 'key')
    return isText(targetKind(field)) ? String(row) : row;
  if (kind === 'OrderWrt') return 0;
  if (name.startsWith('num')) return row * 10;
  const numeric = projects.isNumeric(label, name);
  if (projects.plan.long && row === 1 && isText(kind) && !numeric) {
    const { maxLength } = field as { maxLength?: number | null };
    return 'long'.repeat(40).slice(0, maxLength ?? 60);
  }
  return field.toPython(sampleValue(kind, row, numeric));
}

function targetKind(field: AnyField): string {
  const { targetField } = field as { targetField?: AnyField };
  return targetField === undefined ? field.constructor.name : targetKind(targetField);
}

export async function readRows(state: ProjectState): Promise<Rows> {
  const quote = (name: string) => connection.ops.quoteName(name);
  const found = new Map<string, Map<string, readonly unknown[]>>();
  for (const [label, { table, columns, key }] of tables(state)) {
    const names = columns.map(({ field }) => quote(field.column)).join(', ');
    const rows = await connection.query(`SELECT ${names} FROM ${quote(table)} ORDER BY ${quote(key)}`);
    const byName = columns.map(({ name }, i) => [name, rows.map((row) => told(row[i]))] as const);
    found.set(label, new Map(byName));
  }
  return found;
}

/** A value as text that is the same in every kind of column that holds it. */
function told(value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
  if (typeof value === 'boolean') return String(Number(value));
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && Object.getPrototypeOf(value) === Object.prototype)
    return JSON.stringify(value);
  const text = String(value);
  return /^-?\d+(\.\d+)?$/.test(text) ? String(Number(text)) : text;
}

/** What has to be there after migrations: the values that there were, under the names that they have now. */
export function keptValues(rows: Rows, migrations: readonly Migration[]): Rows {
  const kept = new Map([...rows].map(([label, columns]) => [label, new Map(columns)]));
  for (const { appLabel, operations } of migrations) {
    for (const operation of operations) {
      const { name, options } = operation.deconstruct() as {
        name: string;
        options: Record<string, unknown>;
      };
      const text = (option: string) => String(options[option]);
      const model = `${appLabel}.${text('modelName').toLowerCase()}`;
      if (name === 'DeleteModel') drop(kept, `${appLabel}.${text('name').toLowerCase()}`);
      if (name === 'RenameModel') {
        const [from, to] = [text('oldName'), text('newName')].map((one) => one.toLowerCase());
        rename(kept, `${appLabel}.${from}`, `${appLabel}.${to}`);
        renameParentLinks(kept, from!, to!);
      }
      if (name === 'RemoveField') {
        kept.get(model)?.delete(text('name'));
        drop(kept, `${model}:${text('name')}`);
      }
      if (name === 'AlterOrderWithRespectTo')
        kept.get(`${appLabel}.${text('name').toLowerCase()}`)?.delete('_order');
      if (name !== 'RenameField') continue;
      const [from, to] = [text('oldName'), text('newName')];
      const columns = kept.get(model);
      if (columns?.has(from)) {
        columns.set(to, columns.get(from)!);
        columns.delete(from);
      }
      rename(kept, `${model}:${from}`, `${model}:${to}`);
    }
  }
  return kept;
}

function drop(rows: Map<string, unknown>, label: string): void {
  for (const key of [...rows.keys()]) if (key === label || key.startsWith(`${label}:`)) rows.delete(key);
}

function rename<T>(rows: Map<string, T>, from: string, to: string): void {
  for (const [key, value] of [...rows]) {
    if (key !== from && !key.startsWith(`${from}:`)) continue;
    rows.delete(key);
    rows.set(to + key.slice(from.length), value);
  }
}

/** Columns of join tables are named for the models that they join, so they are compared by their place. */
function renameParentLinks(
  rows: Map<string, Map<string, readonly unknown[]>>,
  from: string,
  to: string,
): void {
  for (const columns of rows.values()) {
    for (const [name, values] of [...columns]) {
      if (name !== from) continue;
      columns.delete(name);
      columns.set(to, values);
    }
  }
}

/** Faults of the rows after migrations; where a value was NULL, anything may be there that is asked for. */
export function lostValues(kept: Rows, now: Rows): string[] {
  const faults: string[] = [];
  for (const [label, columns] of kept) {
    const found = now.get(label);
    if (found === undefined) {
      faults.push(`${label} is gone`);
      continue;
    }
    for (const [name, values] of columns) {
      const after = found.get(name);
      if (after === undefined) {
        if (!label.includes(':')) faults.push(`${label}.${name} is gone`);
      } else if (
        after.length !== values.length ||
        !values.every((value, i) => value === null || value === after[i])
      )
        faults.push(`${label}.${name} was ${JSON.stringify(values)} and is ${JSON.stringify(after)}`);
    }
  }
  return faults;
}
