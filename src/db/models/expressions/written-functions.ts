import * as aggregates from '../aggregates/general.ts';
import * as comparison from '../functions/comparison.ts';
import * as dates from '../functions/dates.ts';
import * as math from '../functions/math.ts';
import * as text from '../functions/text.ts';
import * as uuid from '../functions/uuid.ts';
import * as window from '../functions/window.ts';
import type { Func } from './func.ts';

/** The functions that `functions` of `jango/db` has. */
const FUNCTIONS: Readonly<Record<string, unknown>> = {
  ...comparison,
  ...dates,
  ...math,
  ...text,
  ...uuid,
  ...window,
};

/** The name by which `jango/db` exports a function: `functions.Lower`, `Count`. */
export function exportedName(value: object): string | undefined {
  const named = (all: Readonly<Record<string, unknown>>): string | undefined =>
    Object.entries(all).find(([, type]) => isClassOf(type, value))?.[0];
  const found = named(FUNCTIONS);
  return found === undefined ? named(aggregates) : `functions.${found}`;
}

/** Whether a value is of this class itself, which may be callable without `new`. */
export function isClassOf(type: unknown, value: object): boolean {
  return (
    typeof type === 'function' && (type.prototype as object | undefined)?.constructor === value.constructor
  );
}

/** What the functions keep of their arguments. */
interface Kept {
  readonly given?: unknown;
  readonly expressions: readonly unknown[];
  readonly collation: string;
  readonly part: string;
  readonly kind: string;
  readonly timeZone?: string;
  readonly keys: readonly string[];
  readonly distinct: boolean;
  readonly filter?: unknown;
  readonly orderBy: readonly unknown[];
  readonly default?: unknown;
}

type Arguments = (kept: Kept) => readonly unknown[];

const truncation: Arguments = ({ expressions, timeZone, given }) => [
  expressions[0],
  ...said({ timeZone, outputField: given }),
];

const aggregate: Arguments = ({ expressions, distinct, filter, orderBy, default: fallback, given }) => [
  ...expressions,
  ...said({
    distinct: distinct || undefined,
    filter,
    orderBy: orderBy.length === 0 ? undefined : orderBy,
    default: fallback,
    outputField: given,
  }),
];

/** Functions whose arguments are not just expressions. */
const ARGUMENTS: Readonly<Record<string, Arguments>> = {
  'functions.Cast': ({ expressions, given }) => [expressions[0], { outputField: given }],
  'functions.Collate': ({ expressions, collation }) => [expressions[0], collation],
  'functions.Extract': ({ expressions, part, timeZone }) => [expressions[0], part, ...said({ timeZone })],
  'functions.Trunc': ({ expressions, kind, timeZone, given }) => [
    expressions[0],
    kind,
    ...said({ timeZone, outputField: given }),
  ],
  'functions.JSONObject': ({ expressions, keys }) => [
    Object.fromEntries(keys.map((key, i) => [key, expressions[i]])),
  ],
  'functions.Left': ({ expressions: [value, , length] }) => [value, length],
  'functions.NthValue': ({ expressions: [value, nth] }) => [value, { nth: literal(nth) }],
  'functions.Ntile': ({ expressions: [buckets] }) => [{ buckets: literal(buckets) }],
  'functions.Lag': offset,
  'functions.Lead': offset,
  Count: aggregate,
  Sum: aggregate,
  Avg: aggregate,
  Min: aggregate,
  Max: aggregate,
  AnyValue: aggregate,
};

function offset({ expressions: [value, distance, fallback] }: Kept): readonly unknown[] {
  return [value, ...said({ offset: literal(distance), default: fallback })];
}

function literal(value: unknown): unknown {
  return (value as { readonly value?: unknown }).value;
}

/** What is said of them, as the last argument; none where nothing is. */
export function said(given: Readonly<Record<string, unknown>>): object[] {
  const entries = Object.entries(given).filter(([, value]) => value !== undefined);
  return entries.length === 0 ? [] : [Object.fromEntries(entries)];
}

/** The arguments that make a function again; undefined where they are not known. */
export function argumentsOf(name: string, value: Func): readonly unknown[] | undefined {
  const special = ARGUMENTS[name];
  if (special !== undefined) return special(value as unknown as Kept);
  const kept = value as unknown as Kept;
  if (/^functions\.(Extract|Trunc)./.test(name) && (kept.timeZone ?? kept.given) !== undefined)
    return truncation(kept);
  return remade(value);
}

/** Making a function again of its expressions and options alone has to give the same. */
function remade(value: Func): readonly unknown[] | undefined {
  const { options: kept } = value as unknown as { options: Readonly<Record<string, unknown>> };
  const args = [...value.sources, ...(Object.keys(kept).length === 0 ? [] : [kept])];
  const Type = value.constructor as new (...given: readonly unknown[]) => Func;
  const { outputField: _type, ...rest } = kept;
  const bare = [...value.sources, ...(Object.keys(rest).length === 0 ? [] : [rest])];
  const [key, again] = [withoutType(value).shapeKey(), new Type(...bare).shapeKey()];
  return key !== undefined && key === again ? args : undefined;
}

/** Shapes are told apart for expressions without a type of their own. */
function withoutType(value: Func): Func {
  const copy = Object.create(Object.getPrototypeOf(value)) as Func;
  return Object.assign(copy, value, { given: undefined });
}
