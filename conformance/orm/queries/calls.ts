import { camel } from '../camel.ts';
import type { Reader } from './reader.ts';
import type { Call, Json } from './vector.ts';

type Methods = Record<string, (...args: unknown[]) => unknown>;

/** Methods that take lookups, or expressions by name. */
const BY_NAME = new Set([
  'filter',
  'exclude',
  'annotate',
  'alias',
  'values',
  'complex_filter',
  'aggregate',
  'get',
  'update',
]);

/** Methods with another name here. */
const RENAMED: Readonly<Record<string, string>> = { complex_filter: 'filter', index: 'at' };

/** A QuerySet with the calls of a chain applied to it, one after the other. */
export function applyCalls(start: unknown, calls: readonly Call[], reader: Reader): unknown {
  return calls.reduce((queryset, call) => applyCall(queryset, call, reader), start);
}

export function applyCall(target: unknown, [name, args, kwargs = {}]: Call, reader: Reader): unknown {
  const method = RENAMED[name] ?? camel(name);
  return (target as Methods)[method]!(...argumentsOf([name, args, kwargs], reader));
}

function argumentsOf([name, args, kwargs = {}]: Call, reader: Reader): unknown[] {
  if (BY_NAME.has(name)) {
    const given =
      name === 'complex_filter' ? args.map((one) => lookups(one, reader)) : reader.readPaths(args);
    return Object.keys(kwargs).length === 0 ? given : [...given, reader.readKeys(kwargs)];
  }
  if (name === 'dates' || name === 'datetimes') return datesOf(name, args, kwargs, reader);
  if (name === 'slice') return args.slice(0, 2);
  const options = camelKeys(kwargs, reader);
  return [...reader.readPaths(args), ...(Object.keys(options).length === 0 ? [] : [options])];
}

/** complex_filter() takes lookups as an object. */
function lookups(given: unknown, reader: Reader): unknown {
  const tagged =
    typeof given !== 'object' || given === null || Object.keys(given).some((key) => key.startsWith('$'));
  return tagged ? reader.read(given) : reader.readKeys(given as Json);
}

function datesOf(name: string, args: readonly unknown[], kwargs: Json, reader: Reader): unknown[] {
  const [field, kind, order, zone] = reader.readPaths(args);
  const { order: named, tzinfo, kind: namedKind } = camelKeys(kwargs, reader);
  const options: Json = {};
  if ((order ?? named) !== undefined) options['order'] = order ?? named;
  if (name === 'datetimes' && (zone ?? tzinfo) != null) options['timeZone'] = zone ?? tzinfo;
  return [field, kind ?? namedKind, options];
}

export function camelKeys(kwargs: Json, reader: Reader): Json {
  return Object.fromEntries(Object.entries(kwargs).map(([key, value]) => [camel(key), reader.read(value)]));
}
