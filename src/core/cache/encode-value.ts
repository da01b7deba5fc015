import { Decimal } from '../../utils/decimal.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { temporal, temporalKind } from '../../utils/temporal.ts';
import { isText } from '../../utils/text-object.ts';
import { CacheValueError } from './errors.ts';

/** Marks an object in the text that stands for a value which JSON does not have. */
const TAG = '$jango';

/**
 * A value as text: all that JSON has, dates and times, decimals, big numbers, bytes, maps, sets and safe strings.
 * @throws CacheValueError for what would not come back as it was: instances of classes, functions, promises
 */
export function encodeValue(value: unknown): string {
  return JSON.stringify(plain(value, 'The value', []));
}

/** The value again, a copy of its own. */
export function decodeValue(text: string): unknown {
  return revive(JSON.parse(text));
}

function plain(value: unknown, where: string, above: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0) ? value : tagged('number', numberText(value));
    case 'bigint':
      return tagged('bigint', String(value));
    case 'undefined':
      return tagged('undefined', null);
    case 'object':
      return value === null ? null : plainObject(value, where, above);
    default:
      throw new CacheValueError(
        `${where} is a ${typeof value}, which cannot be cached.`,
        'Cache data alone.',
      );
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function plainObject(value: object, where: string, above: readonly object[]): unknown {
  const simple = plainInstance(value);
  if (simple !== undefined) return simple;
  if (above.includes(value))
    throw new CacheValueError(`${where} contains itself.`, 'Cache data without cycles.');
  const inside = [...above, value];
  const each = (item: unknown, name: unknown) =>
    plain(item, `${where}[${JSON.stringify(name) ?? name}]`, inside);
  if (Array.isArray(value)) return Array.from(value, each);
  if (value instanceof Set) return tagged('Set', Array.from(value, each));
  if (value instanceof Map) return tagged('Map', pairs(value, where, inside));
  const proto: unknown = Object.getPrototypeOf(value);
  if (proto !== Object.prototype && proto !== null) throw notData(value, where);
  const entries = Object.entries(value).map(([name, item]) => [name, each(item, name)]);
  return Object.hasOwn(value, TAG) ? tagged('Object', entries) : Object.fromEntries(entries);
}

function pairs(map: ReadonlyMap<unknown, unknown>, where: string, inside: readonly object[]): unknown[] {
  return Array.from(map, ([key, item]) => [
    plain(key, `A key of ${where}`, inside),
    plain(item, `${where}.get(${String(key)})`, inside),
  ]);
}

/** Objects that stand for one value. */
function plainInstance(value: object): unknown {
  if (value instanceof SafeString) return tagged('SafeString', value.toString());
  if (isText(value)) return value.toString();
  if (value instanceof Date) return tagged('Date', value.getTime());
  if (value instanceof Decimal) return tagged('Decimal', value.toString());
  if (value instanceof Uint8Array) return tagged('bytes', Buffer.from(value).toString('base64'));
  const kind = temporalKind(value);
  return kind === undefined ? undefined : tagged(`Temporal.${kind}`, String(value));
}

function tagged(kind: string, value: unknown): object {
  return { [TAG]: kind, value };
}

function notData(value: object, where: string): CacheValueError {
  if (typeof (value as { then?: unknown }).then === 'function') {
    return new CacheValueError(`${where} is pending and cannot be cached.`, 'Await it first.');
  }
  return new CacheValueError(
    `${where} is an instance of ${value.constructor?.name ?? 'a class'}, which cannot be cached.`,
    'Cache what it is made of: of models, `await Article.objects.values()` or `valuesList()`.',
  );
}

function revive(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(revive);
  if (Object.hasOwn(value, TAG)) return reviveTagged(value as { [TAG]: string; value: unknown });
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, revive(item)]));
}

function reviveTagged({ [TAG]: kind, value }: { [TAG]: string; value: unknown }): unknown {
  if (kind.startsWith('Temporal.')) return reviveTemporal(kind.slice('Temporal.'.length), value as string);
  const make = REVIVERS[kind];
  if (make !== undefined) return make(value);
  throw new CacheValueError(`The cache holds a value of the unknown kind '${kind}'.`, 'Clear the cache.');
}

const REVIVERS: Readonly<Record<string, (value: unknown) => unknown>> = {
  number: Number,
  undefined: () => undefined,
  bigint: (value) => BigInt(value as string),
  SafeString: (value) => new SafeString(value),
  Date: (value) => new Date(value === null ? Number.NaN : (value as number)),
  Decimal: (value) => new Decimal(value as string),
  bytes: (value) => new Uint8Array(Buffer.from(value as string, 'base64')),
  Set: (value) => new Set((value as unknown[]).map(revive)),
  Map: (value) => new Map((value as [unknown, unknown][]).map(([key, item]) => [revive(key), revive(item)])),
  Object: (value) =>
    Object.fromEntries((value as [string, unknown][]).map(([name, item]) => [name, revive(item)])),
};

function reviveTemporal(kind: string, text: string): unknown {
  const types = temporal() as unknown as Readonly<
    Record<string, { from(text: string): unknown } | undefined>
  >;
  const type = types[kind];
  if (type !== undefined) return type.from(text);
  throw new CacheValueError(
    `The cache holds a value of the unknown kind 'Temporal.${kind}'.`,
    'Clear the cache.',
  );
}
