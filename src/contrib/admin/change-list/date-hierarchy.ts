import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import { dateFormat } from '../../../utils/formats.ts';
import { currentZone, wallClockOf } from '../../../utils/wall-clock.ts';
import { fieldAtPath } from '../field-at-path.ts';
import type { FilterParams } from '../filters/list-filter.ts';
import type { ModelAdmin } from '../model-admin.ts';
import type { ChangeList } from './change-list.ts';

const PARTS = ['year', 'month', 'day'] as const;
type Part = (typeof PARTS)[number];
/** The year, month and day that were chosen, as far as they were. */
type ChosenDate = Partial<Record<Part, number>>;

const FORMATS: Readonly<Record<Part, string>> = {
  year: 'Y',
  month: 'YEAR_MONTH_FORMAT',
  day: 'MONTH_DAY_FORMAT',
};

export interface DateStep {
  title: string;
  /** Undefined for the one that is shown. */
  url?: string;
}

/** The line of years, months or days above a list. */
export interface DateHierarchy {
  /** Back to what was chosen before. */
  readonly path: readonly DateStep[];
  readonly choices: readonly DateStep[];
  /** The rows of the chosen time. */
  readonly rows: QuerySet<AnyModel>;
}

/** Take what belongs to `dateHierarchy` out of the parameters. */
export function dateHierarchyParams(admin: ModelAdmin, params: FilterParams): ChosenDate {
  const chosen: ChosenDate = {};
  if (admin.dateHierarchy === null) return chosen;
  for (const part of PARTS) {
    const name = `${admin.dateHierarchy}__${part}`;
    const value = Number(params.get(name)?.at(-1));
    if (Number.isInteger(value) && value > 0) chosen[part] = value;
    params.delete(name);
  }
  return chosen;
}

/** The line for a list; undefined when it has none. */
export async function dateHierarchy(
  list: ChangeList,
  all: QuerySet<AnyModel>,
  chosen: ChosenDate,
): Promise<DateHierarchy | undefined> {
  const path = list.modelAdmin.dateHierarchy as string | null;
  if (path === null) return undefined;
  const field = fieldAtPath(list.modelAdmin.model, path);
  const rows = all.filter(paramsOf(path, chosen) as never);
  const { part, dates } = await choicesOf(rows, field, path, chosen);
  const choices = dates.map((date) => ({
    title: dateFormat(date, FORMATS[part!]),
    url: list.queryString(paramsOf(path, upTo(partsOf(date), part!), String)),
  }));
  const steps = backLinks(list, path, chosen);
  return part === undefined
    ? { path: steps.slice(0, -1), choices: steps.slice(-1).map(({ title }) => ({ title })), rows }
    : { path: steps, choices, rows };
}

/** The years there are, or the months or days of what was chosen. Where there is only one, its parts are shown at once. */
async function choicesOf(
  rows: QuerySet<AnyModel>,
  field: Field,
  path: string,
  chosen: ChosenDate,
): Promise<{ part: Part | undefined; dates: readonly unknown[] }> {
  const open = PARTS.filter((part) => chosen[part] === undefined);
  for (const part of open) {
    const dates = await datesOf(rows, field, path, part);
    if (dates.length !== 1 || part === open.at(-1)) return { part, dates };
  }
  return { part: undefined, dates: [] };
}

function datesOf(
  rows: QuerySet<AnyModel>,
  field: Field,
  path: string,
  part: Part,
): PromiseLike<readonly unknown[]> {
  return field.getInternalType() === 'DateTimeField' ? rows.datetimes(path, part) : rows.dates(path, part);
}

/** `{ createdAt__year: 2026, createdAt__month: 11 }` */
function paramsOf(path: string, chosen: ChosenDate): Record<string, number>;
function paramsOf<T>(path: string, chosen: ChosenDate, convert: (value: number) => T): Record<string, T>;
function paramsOf(
  path: string,
  chosen: ChosenDate,
  convert: (value: number) => unknown = (value) => value,
): Record<string, unknown> {
  const given = PARTS.filter((part) => chosen[part] !== undefined);
  return Object.fromEntries(given.map((part) => [`${path}__${part}`, convert(chosen[part]!)]));
}

/** The steps back: all dates, then the year, then the month. */
function backLinks(list: ChangeList, path: string, chosen: ChosenDate): DateStep[] {
  if (chosen.year === undefined) return [];
  const all = PARTS.map((part) => `${path}__${part}`);
  const steps: DateStep[] = [{ title: '‹ All dates', url: list.queryString({}, all) }];
  for (const part of PARTS) {
    if (chosen[part] === undefined) break;
    const until = upTo(chosen as Record<Part, number>, part);
    const { year = 1970, month = 1, day = 1 } = until;
    steps.push({
      title: dateFormat(new Date(Date.UTC(year, month - 1, day, 12)), FORMATS[part]),
      url: list.queryString(paramsOf(path, until, String), all),
    });
  }
  return steps;
}

function upTo(date: Readonly<Record<Part, number>>, last: Part): ChosenDate {
  return Object.fromEntries(PARTS.slice(0, PARTS.indexOf(last) + 1).map((part) => [part, date[part]]));
}

function partsOf(date: unknown): Record<Part, number> {
  return date instanceof Date ? wallClockOf(date, currentZone()) : (date as Record<Part, number>);
}
