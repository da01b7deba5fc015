import { NON_FIELD_ERRORS, ValidationError } from '../../core/errors/validation-error.ts';
import { capfirst } from '../../utils/case.ts';
import { wallClockOf } from '../../utils/wall-clock.ts';
import { columnsOf } from '../sql/composite.ts';
import { ErrorCollection } from './error-collection.ts';
import type { Field } from './fields/field.ts';
import { isKeySet } from './key-is-set.ts';
import type { AnyModel } from './model.ts';
import type { Options } from './options.ts';
import { uniqueError } from './unique-error.ts';
import { withParents } from './with-parents.ts';

type Lookups = Record<string, unknown>;

/** Ask the database about every unique field, `uniqueTogether` and `uniqueForDate`. @throws ValidationError */
export async function checkUnique(instance: AnyModel, exclude: ReadonlySet<string>): Promise<void> {
  const errors = new ErrorCollection();
  for (const meta of withParents(instance._meta)) {
    for (const names of uniqueGroups(meta)) {
      if (names.some((name) => exclude.has(name))) continue;
      const lookups = groupLookups(instance, meta, names);
      if (lookups === undefined || !(await isTaken(instance, meta, lookups))) continue;
      errors.add(
        uniqueError(meta.model, names, { instance }),
        names.length === 1 ? names[0] : NON_FIELD_ERRORS,
      );
    }
    for (const [kind, field, dateName] of dateChecks(meta)) {
      if (exclude.has(field.name) || exclude.has(dateName)) continue;
      const lookups = dateLookups(instance, field, dateName, kind);
      if (lookups !== undefined && (await isTaken(instance, meta, lookups))) {
        errors.add(dateError(meta, field, dateName, kind), field.name);
      }
    }
  }
  errors.throwIfAny();
}

function uniqueGroups(meta: Options): (readonly string[])[] {
  const unique = meta.localFields.filter((field) => field.unique);
  const single = unique.map((field) => columnsOf(field).map(({ name }) => name));
  return [...meta.uniqueTogether, ...single];
}

/** What to look for; undefined when NULL is among the values, which differs from every other. */
function groupLookups(instance: AnyModel, meta: Options, names: readonly string[]): Lookups | undefined {
  const lookups: Lookups = {};
  const isKey = names.every((name) => meta.pkFields.some((field) => field.name === name));
  for (const name of names) {
    const field = meta.getField(name) as Field;
    const value = field.valueFromObject(instance);
    if (value === null || value === undefined) return undefined;
    if (isKey && !instance._state.adding) return undefined;
    lookups[field.name] = value;
  }
  return lookups;
}

type DateKind = 'date' | 'month' | 'year';

function dateChecks(meta: Options): (readonly [kind: DateKind, field: Field, dateName: string])[] {
  return meta.localFields.flatMap((field) => {
    const options = [
      ['date', field, field.uniqueForDate],
      ['month', field, field.uniqueForMonth],
      ['year', field, field.uniqueForYear],
    ] as const;
    return options.filter((option): option is [DateKind, Field, string] => option[2] !== null);
  });
}

function dateLookups(
  instance: AnyModel,
  field: Field,
  dateName: string,
  kind: DateKind,
): Lookups | undefined {
  const moment = (instance as unknown as Lookups)[dateName];
  if (moment === null || moment === undefined) return undefined;
  const day =
    moment instanceof Date ? wallClockOf(moment) : (moment as { year: number; month: number; day: number });
  const parts: Lookups =
    kind === 'date'
      ? { [`${dateName}__day`]: day.day, [`${dateName}__month`]: day.month, [`${dateName}__year`]: day.year }
      : { [`${dateName}__${kind}`]: day[kind] };
  return { ...parts, [field.name]: field.valueFromObject(instance) };
}

async function isTaken(instance: AnyModel, meta: Options, lookups: Lookups): Promise<boolean> {
  const others = meta.defaultManager.filter(lookups);
  const pk = meta.pk.valueFromObject(instance);
  const saved = !instance._state.adding && isKeySet(pk);
  return (saved ? others.exclude({ pk }) : others).exists();
}

function dateError(meta: Options, field: Field, dateName: string, kind: DateKind): ValidationError {
  const dateField = meta.getField(dateName) as Field;
  const params = {
    model_name: capfirst(meta.verboseName),
    lookup_type: kind,
    field: field.name,
    field_label: capfirst(field.verboseName),
    date_field: dateName,
    date_field_label: capfirst(dateField.verboseName),
  };
  return new ValidationError(field.errorMessages['unique_for_date']!, { code: 'unique_for_date', params });
}
