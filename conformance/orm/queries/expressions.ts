import * as db from '../../../src/db/index.ts';
import { NegatedExpression } from '../../../src/db/models/expressions/subquery.ts';
import * as comparisons from '../../../src/db/models/lookups/comparisons.ts';
import { camel } from '../decode.ts';
import type { Json } from './vector.ts';

type Make = (args: unknown[], kwargs: Json) => unknown;
type Maker = (...args: unknown[]) => unknown;

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%%': 'mod', '^': 'pow',
  '&': 'bitand', '|': 'bitor', '#': 'bitxor', '<<': 'bitleftshift', '>>': 'bitrightshift',
}; // biome-ignore format: a table

/** Classes whose constructors take other arguments than Django's. */
const MAKERS: Readonly<Record<string, Make>> = {
  CombinedExpression: ([left, connector, right]) => {
    const start = (isQuerySet(left) ? db.Subquery(left as never) : left) as Record<string, Maker>;
    return start[OPERATORS[String(connector)]!]!(right);
  },
  NegatedExpression: ([inner]) => new NegatedExpression(inner as never),
  OrderBy: ([inner], { descending, ...options }) => {
    const value = (typeof inner === 'string' ? db.F(inner) : inner) as ReturnType<typeof db.F>;
    return descending ? value.desc(options) : value.asc(options);
  },
  When: ([condition], { then, ...lookups }) => {
    if (condition === undefined) return db.When(lookups, { then });
    return db.When(Object.keys(lookups).length === 0 ? condition : db.Q(condition, lookups), { then });
  },
  Cast: ([value, type], { outputField }) =>
    db.functions.Cast(value, { outputField: (type ?? outputField) as never }),
  Value: ([value, type], { outputField }) => {
    const field = type ?? outputField;
    return db.Value(value, field === undefined ? {} : { outputField: field as never });
  },
  Round: ([value, precision]) =>
    db.functions.Round(value, precision === undefined ? {} : { precision: precision as number }),
  JSONObject: (_, fields) => db.functions.JSONObject(fields),
  Window: ([given], { expression, ...options }) => db.Window((given ?? expression) as never, options),
  Lag: (args, { expression, ...options }) => db.functions.Lag(args[0] ?? expression, options),
  Lead: (args, { expression, ...options }) => db.functions.Lead(args[0] ?? expression, options),
};

function isQuerySet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'bakedQuery' in value;
}

/** Names of lookups, which are no options. */
const WITH_LOOKUPS = new Set(['When', 'JSONObject']);

/** An expression by the name of Django's class and what its constructor took. */
export function makeExpression(name: string, args: unknown[], kwargs: Json): unknown {
  const options = WITH_LOOKUPS.has(name) ? kwargs : camelOptions(kwargs);
  const own = MAKERS[name];
  if (own !== undefined) return own(args, options);
  const make = find(name);
  return Object.keys(options).length === 0 ? make(args) : make([...args, options]);
}

function camelOptions(kwargs: Json): Json {
  return Object.fromEntries(
    Object.entries(kwargs).map(([name, value]) => [name === 'tzinfo' ? 'timeZone' : camel(name), value]),
  );
}

/** A class or function of the public API, else a lookup's class. */
function find(name: string): (args: unknown[]) => unknown {
  const known = { ...db.functions, ...db } as unknown as Record<string, Maker | undefined>;
  const make = known[name];
  if (make !== undefined) return (args) => Reflect.construct(make, args);
  const lookup = (
    comparisons as unknown as Record<string, (new (...args: unknown[]) => unknown) | undefined>
  )[name];
  if (lookup !== undefined) return (args) => new lookup(...args);
  throw new Error(`There is no expression ${name}.`);
}
