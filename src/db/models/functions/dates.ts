import { FieldError } from '../../../core/errors/field-error.ts';
import { localeSettings } from '../../../utils/locale-settings.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { isZone } from '../../../utils/timezone.ts';
import { clockZone } from '../../../utils/wall-clock.ts';
import { instantOf } from '../../../utils/zone-offset.ts';
import { rawSql, type SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import type { Expression } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { callable } from '../expressions/callable.ts';
import { Func } from '../expressions/func.ts';
import { Transform } from '../expressions/transform.ts';
import { DateField } from '../fields/date-field.ts';
import { DateTimeField } from '../fields/date-time-field.ts';
import type { Field } from '../fields/field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { TimeField } from '../fields/time-field.ts';
import type { OutputField } from '../types/expression.ts';

export interface ZoneOptions {
  /** Name of a time zone; the current one unless given. */
  timeZone?: string;
  /** The same by Django's name. */
  tzinfo?: string;
}

function typeOf(expression: Expression): string {
  return expression.outputField.getInternalType();
}

function zoneNameOf({ timeZone, tzinfo }: ZoneOptions): string | undefined {
  const given: unknown = timeZone ?? tzinfo ?? undefined;
  if (given === undefined || (typeof given === 'string' && isZone(given))) return given;
  throw new FieldError(`${shownValue(given)} is no time zone.`, "Name one: 'Asia/Seoul', 'UTC', '+09:00'.");
}

/** The options, which stand in the place of the part where a class says it. */
function zoneOptions<T extends ZoneOptions>(
  type: { readonly name: string },
  part: string | T | undefined,
  options: T,
): T {
  return optionsOf(type, typeof part === 'string' || part === undefined ? options : part);
}

/** A part of a date: `Extract('createdAt', 'year')`. */
class ExtractTransform extends Transform<number> {
  static override readonly lookupName: string = '';
  readonly part: string;
  readonly timeZone: string | undefined;

  constructor(expression: unknown, part?: string | ZoneOptions, options: ZoneOptions = {}) {
    super(expression);
    const own = (new.target as typeof ExtractTransform).lookupName;
    const given = zoneOptions(new.target, part, options);
    this.part = typeof part === 'string' ? part : own;
    if (this.part === '')
      throw new FieldError('lookupName must be provided.', "Name the part: Extract('createdAt', 'year').");
    this.timeZone = zoneNameOf(given);
  }

  protected override findOutputField(): Field {
    return new IntegerField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const value = compiler.compile(this.lhs);
    const { ops } = compiler.connection;
    if (this.timeZone !== undefined && typeOf(this.lhs) !== 'DateTimeField') {
      throw new FieldError(
        `A ${typeOf(this.lhs)} has no time zone.`,
        'timeZone can only be used with a DateTimeField.',
      );
    }
    switch (typeOf(this.lhs)) {
      case 'DateTimeField':
        return ops.datetimeExtract(this.part, value, this.timeZone ?? clockZone);
      case 'DateField':
        if (['hour', 'minute', 'second'].includes(this.part)) throw partOfDate(this.part);
        return ops.dateExtract(this.part, value);
      case 'TimeField':
        return ops.timeExtract(this.part, value);
      case 'DurationField':
        checkDuration(this.part, compiler);
        return ops.timeExtract(this.part, value);
      default:
        throw new FieldError(
          'Extract input expression must be DateField, DateTimeField, TimeField, or DurationField.',
        );
    }
  }

  protected override literals(): readonly unknown[] {
    return [this.part, this.timeZone];
  }
}

/** @throws FieldError where durations are numbers, or have no such part */
function checkDuration(part: string, { connection }: Compiler): void {
  if (!['day', 'hour', 'minute', 'second'].includes(part))
    throw new FieldError(`Cannot extract component '${part}' from a DurationField.`);
  if (!connection.features.hasNativeDurationField)
    throw new FieldError('Extract requires native DurationField database support.');
}

function partOfDate(part: string): FieldError {
  return new FieldError(`Cannot extract time component '${part}' from a DateField.`);
}

/** The start of the period that a moment is in: `Trunc('createdAt', 'month')`. */
class TruncTransform extends Transform<unknown> {
  static readonly kind: string = '';
  readonly kind: string;
  readonly timeZone: string | undefined;

  constructor(expression: unknown, kind?: string | TruncOptions, options: TruncOptions = {}) {
    const given = zoneOptions(new.target, kind, options);
    super(expression, given.outputField === undefined ? {} : { outputField: given.outputField });
    this.kind = typeof kind === 'string' ? kind : (new.target as typeof TruncTransform).kind;
    if (this.kind === '')
      throw new FieldError('kind must be provided.', "Name the period: Trunc('createdAt', 'month').");
    this.timeZone = zoneNameOf(given);
  }

  protected override findOutputField(): Field | undefined {
    const type = this.lhs.outputFieldOrNone;
    return type === undefined ? undefined : plain(type);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const value = compiler.compile(this.lhs);
    const { ops } = compiler.connection;
    const zone = typeOf(this.lhs) === 'DateTimeField' ? (this.timeZone ?? clockZone) : undefined;
    this.checkKinds();
    switch (this.outputField.getInternalType()) {
      case 'DateTimeField':
        return ops.datetimeTrunc(this.kind, value, zone);
      case 'DateField':
        return ops.dateTrunc(this.kind, value, zone);
      case 'TimeField':
        return ops.timeTrunc(this.kind, value, zone);
      default:
        throw new FieldError('Trunc only valid on DateField, TimeField, or DateTimeField.');
    }
  }

  protected checkKinds(to = this.outputField.getInternalType()): void {
    const from = typeOf(this.lhs);
    if (!DATE_TYPES.has(from)) {
      throw new FieldError(`'${nameOf(this.lhs)}' isn't a DateField, TimeField, or DateTimeField.`);
    }
    const timeOnly = ['hour', 'minute', 'second', 'time'].includes(this.kind);
    if (from === 'DateField' && (to !== 'DateField' || timeOnly)) {
      throw new FieldError(`Cannot truncate DateField '${nameOf(this.lhs)}' to ${to}.`);
    }
    if (from === 'TimeField' && (to !== 'TimeField' || !timeOnly)) {
      throw new FieldError(`Cannot truncate TimeField '${nameOf(this.lhs)}' to ${to}.`);
    }
  }

  /** The text is a clock in the zone; the backend has read it as one in UTC. */
  override convertValue(): ((value: unknown) => unknown) | undefined {
    if (this.outputField.getInternalType() !== 'DateTimeField') return undefined;
    return (value) => {
      if (!(value instanceof Date) || !localeSettings().USE_TZ) return value;
      return new Date(instantOf(this.timeZone ?? clockZone(), value.getTime()));
    };
  }

  protected override literals(): readonly unknown[] {
    return [this.kind, this.timeZone];
  }
}

const DATE_TYPES = new Set(['DateField', 'TimeField', 'DateTimeField']);

function nameOf(expression: Expression): string {
  return 'target' in expression ? (expression.target as Field).name : expression.constructor.name;
}

/** The same type without the options of the field, such as a column of its own. */
function plain(type: Field): Field {
  switch (type.getInternalType()) {
    case 'DateTimeField':
      return new DateTimeField();
    case 'DateField':
      return new DateField();
    case 'TimeField':
      return new TimeField();
    default:
      return type;
  }
}

interface TruncOptions extends ZoneOptions {
  outputField?: OutputField;
}

/** The day, or the time of day, of a moment. */
class TruncDateTransform extends TruncTransform {
  static override readonly kind: string = 'date';
  static override readonly lookupName: string = 'date';

  protected override findOutputField(): Field {
    return new DateField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    this.checkKinds('DateField');
    const value = compiler.compile(this.lhs);
    if (typeOf(this.lhs) === 'DateField') return value;
    return compiler.connection.ops.datetimeCastDate(value, this.timeZone ?? clockZone);
  }
}

class TruncTimeTransform extends TruncTransform {
  static override readonly kind: string = 'time';
  static override readonly lookupName: string = 'time';

  protected override findOutputField(): Field {
    return new TimeField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    this.checkKinds('TimeField');
    const value = compiler.compile(this.lhs);
    if (typeOf(this.lhs) === 'TimeField') return value;
    return compiler.connection.ops.datetimeCastTime(value, this.timeZone ?? clockZone);
  }
}

/** The time at which the statement runs, by the clock of the database. */
class NowFunction extends Func<Date> {
  override toSql({ connection }: Compiler): SqlFragment {
    return rawSql(connection.ops.currentTimestamp);
  }

  protected override findOutputField(): Field {
    return new DateTimeField();
  }
}

type ExtractType = typeof ExtractTransform &
  ((expression: unknown, options?: ZoneOptions) => ExtractTransform);
type TruncType = typeof TruncTransform & ((expression: unknown, options?: TruncOptions) => TruncTransform);

function extractOf(name: string, part: string): ExtractType {
  const type = class extends ExtractTransform {
    static override readonly lookupName = part;
  };
  Object.defineProperty(type, 'name', { value: name });
  return callable<ExtractType>(type);
}

function truncTo(name: string, kind: string): TruncType {
  const type = class extends TruncTransform {
    static override readonly kind = kind;
  };
  Object.defineProperty(type, 'name', { value: name });
  return callable<TruncType>(type);
}

export const Extract = callable<
  typeof ExtractTransform & ((expression: unknown, part: string, options?: ZoneOptions) => ExtractTransform)
>(ExtractTransform);
export const ExtractYear = extractOf('ExtractYear', 'year');
export const ExtractIsoYear = extractOf('ExtractIsoYear', 'iso_year');
export const ExtractQuarter = extractOf('ExtractQuarter', 'quarter');
export const ExtractMonth = extractOf('ExtractMonth', 'month');
export const ExtractWeek = extractOf('ExtractWeek', 'week');
export const ExtractDay = extractOf('ExtractDay', 'day');
export const ExtractWeekDay = extractOf('ExtractWeekDay', 'week_day');
export const ExtractIsoWeekDay = extractOf('ExtractIsoWeekDay', 'iso_week_day');
export const ExtractHour = extractOf('ExtractHour', 'hour');
export const ExtractMinute = extractOf('ExtractMinute', 'minute');
export const ExtractSecond = extractOf('ExtractSecond', 'second');
export const Trunc = callable<
  typeof TruncTransform & ((expression: unknown, kind: string, options?: TruncOptions) => TruncTransform)
>(TruncTransform);
export const TruncYear = truncTo('TruncYear', 'year');
export const TruncQuarter = truncTo('TruncQuarter', 'quarter');
export const TruncMonth = truncTo('TruncMonth', 'month');
export const TruncWeek = truncTo('TruncWeek', 'week');
export const TruncDay = truncTo('TruncDay', 'day');
export const TruncHour = truncTo('TruncHour', 'hour');
export const TruncMinute = truncTo('TruncMinute', 'minute');
export const TruncSecond = truncTo('TruncSecond', 'second');
export const TruncDate = callable<typeof TruncDateTransform & TruncType>(TruncDateTransform);
export const TruncTime = callable<typeof TruncTimeTransform & TruncType>(TruncTimeTransform);
export const Now = callable<typeof NowFunction & (() => NowFunction)>(NowFunction);
