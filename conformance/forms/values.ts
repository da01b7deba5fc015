import * as validators from '../../src/core/validators/index.ts';
import * as forms from '../../src/forms/index.ts';
import { snakeToCamel } from '../../src/utils/case.ts';
import { durationOf } from '../../src/utils/dateparse.ts';
import { Decimal } from '../../src/utils/decimal.ts';
import { markSafe } from '../../src/utils/html.ts';
import { MultiValueDict } from '../../src/utils/multi-value-dict.ts';
import { temporal } from '../../src/utils/temporal.ts';
import { clockZone, dateFromWallClock } from '../../src/utils/wall-clock.ts';

export type Tagged = { readonly $t: string; readonly v?: unknown } & Readonly<Record<string, unknown>>;

/** An uploaded file of a vector. */
export class VectorFile {
  readonly name: string;
  readonly content: Buffer;

  constructor(name: string, content: string) {
    this.name = name;
    this.content = Buffer.from(content, 'base64');
  }

  get size(): number {
    return this.content.length;
  }

  toString(): string {
    return this.name;
  }
}

/** A value of a vector as Jango has it. */
export function decode(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(decode);
  if (typeof value !== 'object' || value === null) return value;
  if (!('$t' in value)) {
    return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, decode(part)]));
  }
  return decodeTagged(value as Tagged);
}

function decodeTagged(tagged: Tagged): unknown {
  const { $t, v } = tagged;
  const make = DECODERS[$t];
  if (make === undefined) throw new Error(`no decoder of ${$t}`);
  return make(v, tagged);
}

const DECODERS: Readonly<Record<string, (v: unknown, tagged: Tagged) => unknown>> = {
  safe: (v) => markSafe(String(v)),
  lazystr: (v) => v,
  float: (v) => Number(v),
  nan: () => Number.NaN,
  inf: (_, { sign }) => (sign === -1 || sign === '-' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY),
  bigint: (v) => BigInt(String(v)),
  decimal: (v) => new Decimal(String(v)),
  bytes: (v) => Buffer.from(String(v), 'base64'),
  uuid: (v) => v,
  date: (v) => temporal().PlainDate.from(String(v)),
  time: (v) => temporal().PlainTime.from(String(v)),
  datetime: (v, { tz }) => datetime(String(v), tz as string | null),
  timedelta: (_, { seconds, microseconds }) => durationOf(0, Number(seconds) * 1e6 + Number(microseconds)),
  tuple: decode,
  set: decode,
  range: (v) => range(v as [number, number, number]),
  dict: (v) => new Map((v as [unknown, unknown][]).map(([key, item]) => [decode(key), decode(item)])),
  multivaluedict: (v) => new MultiValueDict(decode(v) as [string, unknown[]][]),
  querydict: (v) => new MultiValueDict(decode(v) as [string, unknown[]][]),
  regex: (v, { flags }) => new RegExp(String(v), String(flags).replace('x', '')),
  file: (_, { name, content }) => new VectorFile(String(name), String(content)),
  fn: (v) => FUNCTIONS[String(v)],
  callable:
    (_, { returns }) =>
    () =>
      decode(returns),
  object: (_, { attrs, str }) => {
    const object = Object.assign(new (class Thing {})(), decode(attrs));
    return Object.defineProperty(object, 'toString', { value: () => str });
  },
  field: (_, tagged) => makeField(tagged),
  widget: (_, tagged) => makeWidget(tagged),
  widget_class: (_, tagged) => (forms as Readonly<Record<string, unknown>>)[String(tagged['class'])],
  validator: (_, tagged) => makeValidator(tagged),
};

const FUNCTIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  int: (value) => {
    if (!/^\s*-?\d+\s*$/.test(String(value))) throw new RangeError(`invalid literal: ${String(value)}`);
    return Number(value);
  },
  float: Number,
  str: String,
  bool: Boolean,
  Decimal: (value) => new Decimal(String(value)),
  list: (value) => [...(value as Iterable<unknown>)],
  tuple: (value) => [...(value as Iterable<unknown>)],
  set: (value) => new Set(value as Iterable<unknown>),
};

function datetime(text: string, tz: string | null): Date {
  const at = temporal().PlainDateTime.from(text);
  const { year, month, day, hour, minute, second, millisecond, microsecond } = at;
  const clock = { year, month, day, hour, minute, second, microsecond: millisecond * 1000 + microsecond };
  return dateFromWallClock(clock, tz ?? clockZone());
}

function range([start, stop, step]: [number, number, number]): number[] {
  return Array.from({ length: Math.max(0, Math.ceil((stop - start) / step)) }, (_, i) => start + i * step);
}

/** Keyword arguments as options: `max_length` is `maxLength`, None is left out. */
export function options(kwargs: unknown): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries((kwargs ?? {}) as object)
      .map(([name, value]) => [snakeToCamel(name), decode(value)] as const)
      .filter(([, value]) => value !== undefined),
  );
}

const POSITIONAL: Readonly<Record<string, readonly string[]>> = {
  RegexField: ['regex'],
  ComboField: ['fields'],
  MultiWidget: ['widgets'],
  Select: ['attrs', 'choices'],
};

type Maker = new (options: Record<string, unknown>) => object;

export function makeField(spec: Readonly<Record<string, unknown>>): forms.fields.Field {
  const name = String(spec['class']);
  const Class = (forms.fields as unknown as Readonly<Record<string, Maker>>)[name];
  if (Class === undefined) throw new Error(`no field ${name}`);
  return new Class(construction(name, spec)) as forms.fields.Field;
}

export function makeWidget(spec: Readonly<Record<string, unknown>>): forms.Widget {
  const name = String(spec['class']);
  const Class = (forms as unknown as Readonly<Record<string, Maker>>)[name];
  if (Class === undefined) throw new Error(`no widget ${name}`);
  const given = construction(name, spec);
  if (given['attrs'] === null) delete given['attrs'];
  return new Class(given) as forms.Widget;
}

function construction(name: string, spec: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const args = (spec['ctor_args'] ?? spec['args'] ?? []) as readonly unknown[];
  const positional = args.map(
    (value, index) => [POSITIONAL[name]?.[index] ?? 'attrs', decode(value)] as const,
  );
  return { ...Object.fromEntries(positional), ...options(spec['ctor_kwargs'] ?? spec['kwargs']) };
}

type Check = (value: unknown) => void;

export function makeValidator(spec: Readonly<Record<string, unknown>>): Check {
  const ready = spec['name'];
  const all = validators as unknown as Readonly<Record<string, unknown>>;
  if (ready !== undefined) return all[READY[String(ready)] ?? snakeToCamel(String(ready))] as Check;
  const name = String(spec['class']);
  const args = ((spec['args'] ?? []) as readonly unknown[]).map(decode);
  const given = options(spec['kwargs']);
  const Class = all[name] as new (...args: unknown[]) => Check;
  return new Class(...validatorArgs(name, args, given));
}

/** Validators that take options alone, and what Django's positional arguments are. */
const NAMED: Readonly<Record<string, readonly string[]>> = {
  EmailValidator: ['message', 'code', 'allowlist'],
  FileExtensionValidator: ['allowedExtensions', 'message', 'code'],
  DomainNameValidator: [],
};

const READY: Readonly<Record<string, string>> = { validate_ipv46_address: 'validateIpv46Address' };

function validatorArgs(name: string, args: readonly unknown[], given: Record<string, unknown>): unknown[] {
  if (name === 'URLValidator' || name === 'ProhibitNullCharactersValidator')
    return [{ ...given, ...(args.length > 0 ? { schemes: args[0] } : {}) }];
  if (name === 'DecimalValidator') return [args[0] ?? given['maxDigits'], args[1] ?? given['decimalPlaces']];
  if (name === 'RegexValidator') {
    const { regex = args[0], flags, ...rest } = given;
    const letters = Number(flags ?? 0) & 2 ? { flags: 'i' } : {};
    const [, message = rest['message'], code = rest['code'], inverseMatch = rest['inverseMatch']] = args;
    return [regex, defined({ message, code, inverseMatch, ...letters })];
  }
  const places = NAMED[name];
  if (places !== undefined) {
    const positional = Object.fromEntries(places.map((place, i) => [place, args[i]]));
    return [{ ...defined(positional), ...defined(given) }];
  }
  const { limitValue = args[0], message = args[1], ...rest } = given;
  return [limitValue, defined({ message, ...rest })];
}

function defined(object: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== null),
  );
}
