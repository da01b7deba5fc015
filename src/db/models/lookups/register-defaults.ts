import { AutoField } from '../fields/auto-field.ts';
import { DateField } from '../fields/date-field.ts';
import { DateTimeField } from '../fields/date-time-field.ts';
import { Field } from '../fields/field.ts';
import { IntegerField } from '../fields/integer-field.ts';
import { TimeField } from '../fields/time-field.ts';
import {
  ExtractDay,
  ExtractHour,
  ExtractIsoWeekDay,
  ExtractIsoYear,
  ExtractMinute,
  ExtractMonth,
  ExtractQuarter,
  ExtractSecond,
  ExtractWeek,
  ExtractWeekDay,
  ExtractYear,
  TruncDate,
  TruncTime,
} from '../functions/dates.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  IExact,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Range,
} from './comparisons.ts';
import { registerJsonLookups } from './json.ts';
import {
  IntegerExact,
  IntegerGreaterThan,
  IntegerGreaterThanOrEqual,
  IntegerIn,
  IntegerLessThan,
  IntegerLessThanOrEqual,
  IntegerRange,
} from './numbers.ts';
import {
  Contains,
  EndsWith,
  IContains,
  IEndsWith,
  IRegex,
  IStartsWith,
  Regex,
  StartsWith,
} from './patterns.ts';
import { registerLookup } from './registry.ts';
import { registerRelatedLookups } from './related.ts';
import { registerTupleLookups } from './tuples.ts';
import { registerYearLookups } from './years.ts';

const COMMON = [
  Exact, IExact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual, In, Contains, IContains,
  StartsWith, IStartsWith, EndsWith, IEndsWith, Range, IsNull, Regex, IRegex,
]; // biome-ignore format: a list of names
const OF_INTEGERS = [
  IntegerExact, IntegerIn, IntegerRange, IntegerGreaterThan, IntegerGreaterThanOrEqual, IntegerLessThan, IntegerLessThanOrEqual,
]; // biome-ignore format: a list of names
const OF_DATES = [
  ExtractYear, ExtractMonth, ExtractDay, ExtractWeekDay, ExtractIsoWeekDay, ExtractWeek, ExtractIsoYear, ExtractQuarter,
]; // biome-ignore format: a list of names
const OF_TIMES = [ExtractHour, ExtractMinute, ExtractSecond];

/** Register what Django has on every field, and on those of numbers, dates and JSON. */
export function registerDefaultLookups(): void {
  for (const lookup of COMMON) registerLookup(Field, lookup);
  for (const type of [IntegerField, AutoField])
    for (const lookup of OF_INTEGERS) registerLookup(type, lookup);
  for (const type of [DateField, DateTimeField]) for (const part of OF_DATES) registerLookup(type, part);
  for (const type of [TimeField, DateTimeField]) for (const part of OF_TIMES) registerLookup(type, part);
  registerLookup(DateTimeField, TruncDate);
  registerLookup(DateTimeField, TruncTime);
  registerYearLookups();
  registerRelatedLookups();
  registerJsonLookups();
  registerTupleLookups();
}
