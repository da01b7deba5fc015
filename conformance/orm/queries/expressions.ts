import * as db from '../../../src/db/index.ts';
import { NegatedExpression } from '../../../src/db/models/expressions/subquery.ts';
import * as comparisons from '../../../src/db/models/lookups/comparisons.ts';
import { camel } from '../camel.ts';
import type { Json } from './vector.ts';

type Make = (args: unknown[], kwargs: Json) => unknown;
type Maker = (...args: unknown[]) => unknown;

const OPERATORS: Readonly<Record<string, string>> = {
  '+': 'add', '-': 'sub', '*': 'mul', '/': 'div', '%%': 'mod', '^': 'pow',
  '&': 'bitand', '|': 'bitor', '#': 'bitxor', '<<': 'bitleftshift', '>>': 'bitrightshift',
}; // biome-ignore format: a table

/** Arguments that are given in order here, and in Python by name too. */
const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  Substr: ['expression', 'pos', 'length'], Left: ['expression', 'length'], Right: ['expression', 'length'],
  LPad: ['expression', 'length', 'fill_text'], RPad: ['expression', 'length', 'fill_text'],
  Repeat: ['expression', 'number'], Replace: ['expression', 'text', 'replacement'],
  NullIf: ['expression1', 'expression2'], StrIndex: ['string', 'substring'], Collate: ['expression', 'collation'],
  Extract: ['expression', 'lookup_name'], Trunc: ['expression', 'kind'], Round: ['expression', 'precision'],
  Cast: ['expression', 'output_field'], Value: ['value', 'output_field'], FilteredRelation: ['relation_name'],
  Subquery: ['queryset'], Exists: ['queryset'], F: ['name'], OuterRef: ['name'], OrderBy: ['expression'],
  When: ['condition'], Lag: ['expression', 'offset', 'default'], Lead: ['expression', 'offset', 'default'],
  NthValue: ['expression', 'nth'], Ntile: ['num_buckets'], KeyTransform: ['key_name', 'expression'],
  KeyTextTransform: ['key_name', 'expression'], Window: ['expression', 'partition_by', 'order_by', 'frame'],
  ExpressionWrapper: ['expression', 'output_field'], RowRange: ['start', 'end'], ValueRange: ['start', 'end'],
}; // biome-ignore format: a table

/** Functions of one value are written with it by name, too. */
const FIRST = ['expression'];

/** Move named arguments to their places. */
function placed(name: string, args: readonly unknown[], kwargs: Json): [unknown[], Json] {
  const names = POSITIONAL[name] ?? FIRST;
  const placedArgs = [...args];
  const rest = { ...kwargs };
  if (name === 'JSONObject') return [placedArgs, rest];
  for (const [place, own] of names.entries()) {
    if (!(own in rest) || place < args.length) continue;
    placedArgs[place] = rest[own];
    delete rest[own];
  }
  return [placedArgs, rest];
}

/** Classes whose constructors take other arguments than Django's. */
const MAKERS: Readonly<Record<string, Make>> = {
  CombinedExpression: ([left, connector, right]) => {
    const start = asExpression(left) as Record<string, Maker>;
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
  Window: ([expression, partitionBy, orderBy, frame]) =>
    db.Window(expression as never, given({ partitionBy, orderBy, frame })),
  Lag: ([expression, offset, fallback]) => db.functions.Lag(expression, given({ offset, default: fallback })),
  Lead: ([expression, offset, fallback]) =>
    db.functions.Lead(expression, given({ offset, default: fallback })),
  NthValue: ([expression, nth]) => db.functions.NthValue(expression, given({ nth })),
  Ntile: ([numBuckets]) => db.functions.Ntile(given({ numBuckets })),
  ExpressionWrapper: ([expression, outputField]) =>
    db.ExpressionWrapper(expression as never, { outputField: outputField as never }),
  RowRange: ([start, end], options) => db.RowRange({ ...given({ start, end }), ...options }),
  ValueRange: ([start, end], options) => db.ValueRange({ ...given({ start, end }), ...options }),
};

/** Options without those that were not given. */
function given(options: Json): Json {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

function asExpression(value: unknown): unknown {
  if (isQuerySet(value)) return db.Subquery(value as never);
  return typeof value === 'object' && value !== null && 'resolveExpression' in value
    ? value
    : db.Value(value);
}

function isQuerySet(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'bakedQuery' in value;
}

/** Names of lookups, which are no options. */
const WITH_LOOKUPS = new Set(['When', 'JSONObject']);

/** An expression by the name of Django's class and what its constructor took. */
export function makeExpression(name: string, given: unknown[], named: Json): unknown {
  const [args, kwargs] = placed(name, given, named);
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
