import * as db from '../../../src/db/index.ts';
import type { AnyModel } from '../../../src/db/models/model.ts';
import { camel } from '../camel.ts';
import { makeExpression } from './expressions.ts';
import type { Names } from './names.ts';
import { enumMember, readCallable, readPlain } from './plain-values.ts';
import { type Chain, isObject, type Json } from './vector.ts';

/** What a chain can be built from: it makes QuerySets and instances. */
export interface Source {
  readonly names: Names;
  /** A QuerySet of a chain. */
  queryset(chain: Chain): unknown;
  /** The stored instance that a `$obj` names, fetched before. */
  stored(node: Json): AnyModel;
  create(label: string, values: Json): AnyModel;
}

/** Names that an expression takes as they are: its arguments are values, not fields. */
const LITERAL = new Set(['Value', 'KeyTransform', 'KeyTextTransform']);

/** Makes the values of a vector: plain ones, expressions, QuerySets, instances. */
export class Reader {
  readonly #source: Source;

  constructor(source: Source) {
    this.#source = source;
  }

  read(value: unknown): unknown {
    if (Array.isArray(value)) return value.map((item) => this.read(item));
    if (!isObject(value)) return value;
    if (value['$t'] !== undefined) return this.#tagged(value);
    if (value['$obj'] !== undefined) return this.#source.stored(value);
    if (value['$new'] !== undefined) return this.#create(value['$new'] as [string, Json]);
    if (value['$qs'] !== undefined) return this.#source.queryset(value['$qs'] as Chain);
    if (value['$q'] !== undefined) return this.#condition(value['$q'] as Json);
    if (value['$expr'] !== undefined) return this.#expression(value);
    if (value['$prefetch'] !== undefined) return this.#prefetch(value['$prefetch'] as Json);
    if (value['$field'] !== undefined) return this.#field(value);
    if (value['$constraint'] !== undefined) return this.#schemaObject(String(value['$constraint']), value);
    if (value['$index'] !== undefined) return this.#schemaObject('Index', value);
    if (value['$callable'] !== undefined) return readCallable(value['$callable']);
    if (value['$enum'] !== undefined) return enumMember(value['$enum'] as [string, string]);
    return this.#object(value);
  }

  /** Names of fields, paths of lookups, or whatever else stands among them. */
  readPaths(values: readonly unknown[]): unknown[] {
    const { names } = this.#source;
    return values.map((value) => (typeof value === 'string' ? names.path(value) : this.read(value)));
  }

  /** Lookups or attributes by name. */
  readKeys(object: Json = {}): Json {
    return this.#source.names.keys(this.#object(object));
  }

  #object(object: Json): Json {
    return Object.fromEntries(Object.entries(object).map(([name, item]) => [name, this.read(item)]));
  }

  #tagged(value: Json): unknown {
    const { $t: type, v } = value;
    if (type === 'tuple' || type === 'set') return this.read(v);
    if (type === 'map') {
      const entries = (v as [unknown, unknown][]).map(([key, item]) => [this.read(key), this.read(item)]);
      return Object.fromEntries(entries);
    }
    return readPlain(value);
  }

  #create([label, values]: [string, Json]): AnyModel {
    return this.#source.create(label, this.readKeys(values));
  }

  #condition({ connector, negated, children }: Json): unknown {
    const parts = (children as unknown[]).map((child) => this.#child(child));
    const [first = db.Q({}), ...rest] = parts;
    const method = String(connector).toLowerCase() as 'and' | 'or' | 'xor';
    const joined = rest.reduce((all, part) => all[method](part), first);
    return negated ? joined.not() : joined;
  }

  #child(child: unknown): ReturnType<typeof db.Q> {
    if (!Array.isArray(child)) return db.Q(this.read(child));
    return db.Q({ [this.#source.names.path(String(child[0]))]: this.read(child[1]) });
  }

  #expression({ $expr: name, args = [], kwargs = {} }: Json): unknown {
    const paths = LITERAL.has(String(name)) ? this.read(args) : this.readPaths(args as unknown[]);
    const own = name === 'When' ? this.readKeys(kwargs as Json) : this.#options(kwargs as Json);
    // A UUID is a text here, and a text names a field.
    if (isUuid((kwargs as Json)['then'])) own['then'] = uuidValue(own['then']);
    return makeExpression(String(name), paths as unknown[], own);
  }

  #options(kwargs: Json): Json {
    const { names } = this.#source;
    const isPath = (name: string): boolean => name === 'order_by' || name === 'partition_by';
    return Object.fromEntries(
      Object.entries(kwargs).map(([name, item]) => {
        if (isPath(name) && typeof item === 'string') return [name, names.path(item)];
        if (isPath(name) && Array.isArray(item)) return [name, this.readPaths(item)];
        return [name, this.read(item)];
      }),
    );
  }

  #prefetch({ lookup, queryset, to_attr: toAttr }: Json): unknown {
    const options: { queryset?: never; toAttr?: string } = {};
    if (queryset !== null && queryset !== undefined)
      options.queryset = this.#source.queryset(queryset as Chain) as never;
    if (toAttr !== null && toAttr !== undefined) options.toAttr = String(toAttr);
    return db.Prefetch(this.#source.names.path(String(lookup)), options);
  }

  #field({ $field: name, args = [], kwargs = {} }: Json): unknown {
    const type = (db.fields as unknown as Record<string, new (options: Json) => unknown>)[String(name)];
    if (type === undefined) throw new Error(`There is no ${String(name)}.`);
    void args;
    return new type(this.#camelKeys(kwargs as Json));
  }

  #schemaObject(name: string, { kwargs = {} }: Json): unknown {
    const type = (db.models as unknown as Record<string, new (options: Json) => unknown>)[name]!;
    const options = this.#camelKeys(kwargs as Json);
    if (Array.isArray(options['fields'])) options['fields'] = this.readPaths(options['fields'] as unknown[]);
    return new type(options);
  }

  #camelKeys(object: Json): Json {
    return Object.fromEntries(Object.entries(this.#object(object)).map(([key, item]) => [camel(key), item]));
  }
}

function uuidValue(value: unknown): unknown {
  return db.Value(value, { outputField: new db.fields.UUIDField() });
}

function isUuid(value: unknown): boolean {
  return isObject(value) && value['$t'] === 'uuid';
}

/** Every `$obj` in a call's arguments or a chain, in the order in which they are read. */
export function* storedNodes(value: unknown): Generator<Json> {
  if (Array.isArray(value)) for (const item of value) yield* storedNodes(item);
  if (!isObject(value)) return;
  if (value['$obj'] !== undefined) yield value;
  else if (value['obj'] !== undefined && Array.isArray(value['obj'])) yield value;
  else for (const item of Object.values(value)) yield* storedNodes(item);
}
