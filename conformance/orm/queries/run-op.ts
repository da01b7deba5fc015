import { applyCall, camelKeys } from './calls.ts';
import type { Reader } from './reader.ts';
import type { Call, Json } from './vector.ts';

type Methods = Record<string, (...args: unknown[]) => Promise<unknown>>;
type Op = (target: Methods, call: Call, reader: Reader) => Promise<unknown>;

/** Lookups and `defaults` are one set of named arguments in Python, and two objects here. */
const UPSERT_OPTIONS = ['defaults', 'create_defaults', 'through_defaults'];

const upsert: Op = async (target, [name, args, kwargs = {}], reader) => {
  const isOption = (key: string, value: unknown): boolean =>
    UPSERT_OPTIONS.includes(key) && typeof value === 'object' && value !== null && !('$t' in value);
  const entries = Object.entries(kwargs);
  const conditions = Object.fromEntries(entries.filter(([key, value]) => !isOption(key, value)));
  const options = entries
    .filter(([key, value]) => isOption(key, value))
    .map(([key, value]) => [key, reader.readKeys(value as Json)] as const);
  const method = name === 'get_or_create' ? 'getOrCreate' : 'updateOrCreate';
  const [defaults] = args;
  const given = Object.fromEntries([
    ...(defaults === undefined ? [] : [['defaults', reader.readKeys(defaults as Json)] as const]),
    ...options.map(([key, value]) => [CAMEL[key]!, value] as const),
  ]);
  return target[method]!(reader.readKeys(conditions), given);
};

const CAMEL: Readonly<Record<string, string>> = {
  defaults: 'defaults',
  create_defaults: 'createDefaults',
  through_defaults: 'throughDefaults',
};

const create: Op = async (target, [, , { through_defaults: through, ...values } = {}], reader) => {
  const options = through === undefined ? [] : [{ throughDefaults: reader.readKeys(through as Json) }];
  return target['create']!(reader.readKeys(values), ...options);
};

/** `add`, `remove`, `clear`, `set`: objects, then options. */
const relate: Op = async (
  target,
  [name, args, { objs, through_defaults: through, ...rest } = {}],
  reader,
) => {
  const options: Json = camelKeys(rest, reader);
  if (through !== undefined) options['throughDefaults'] = reader.readKeys(through as Json);
  const given = [...args.map((one) => reader.read(one)), ...(objs === undefined ? [] : [reader.read(objs)])];
  return target[name]!(...given, ...(Object.keys(options).length === 0 ? [] : [options]));
};

const OPS: Readonly<Record<string, Op>> = {
  get_or_create: upsert,
  update_or_create: upsert,
  create,
  add: relate,
  remove: relate,
  clear: relate,
  set: relate,
  update: async (target, [, , kwargs = {}], reader) => target['update']!(reader.readKeys(kwargs)),
  list: async (target) => all(target),
  iterator: async (target, [, , kwargs = {}], reader) => {
    const rows: unknown[] = [];
    const found = target['iterator']!(camelKeys(kwargs, reader)) as unknown as AsyncIterable<unknown>;
    for await (const row of found) rows.push(row);
    return rows;
  },
  slice: async (target, [, [start, stop, step]]) => {
    const rows = await all(target['slice']!(start, stop) as unknown as Methods);
    return rows.filter((_, index) => index % Number(step) === 0);
  },
  bulk_update: async (target, [, [objects, positional, size], kwargs = {}], reader) => {
    const { fields = positional, batch_size: batchSize = size } = kwargs;
    const names = reader.readPaths(fieldNames(fields));
    return target['bulkUpdate']!(
      reader.read(objects),
      names,
      ...(batchSize === undefined ? [] : [{ batchSize }]),
    );
  },
  bulk_create: async (target, [, [objects, size], kwargs = {}], reader) => {
    const { update_fields: update, unique_fields: unique, objs, ...rest } = kwargs;
    const options = camelKeys(rest, reader);
    if (size != null) options['batchSize'] = size;
    if (update != null) options['updateFields'] = reader.readPaths(fieldNames(update));
    if (unique != null) options['uniqueFields'] = reader.readPaths(fieldNames(unique));
    return target['bulkCreate']!(reader.read(objects ?? objs), options);
  },
  save: async (target, [, args, { update_fields: update, ...rest } = {}], reader) => {
    void args;
    const options = camelKeys(rest, reader);
    if (update != null) options['updateFields'] = reader.readPaths(fieldNames(update));
    await target['save']!(options);
    return target;
  },
  getattr: async (target, [, [name]], reader) => {
    const [attribute] = reader.readPaths([name]);
    return (target as unknown as Record<string, unknown>)[String(attribute)];
  },
};

/** A list of names, however Python held it. */
function fieldNames(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return ((value as Json | null)?.['v'] as unknown[] | undefined) ?? [];
}

async function all(queryset: Methods): Promise<unknown[]> {
  return [...((await queryset) as unknown as unknown[])];
}

/** Do what evaluates a chain. */
export async function runOp(target: unknown, op: Call, reader: Reader): Promise<unknown> {
  const own = OPS[op[0]];
  if (own !== undefined) {
    // A manager has no rows of its own to await.
    const start = op[0] === 'list' ? (target as { all(): unknown }).all() : target;
    return own(start as Methods, op, reader);
  }
  return applyCall(target, op, reader);
}
