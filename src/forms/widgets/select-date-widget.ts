import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { inputFormats, localizeInput } from '../../utils/localize-input.ts';
import { strptime } from '../../utils/strptime.ts';
import { type PlainDate, temporal, temporalKind } from '../../utils/temporal.ts';
import { wallClockOf } from '../../utils/wall-clock.ts';
import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { type DatePart, datePartOrder, monthNames } from './date-parts.ts';
import { Select } from './select.ts';
import { Widget, type WidgetContext, type WidgetOptions } from './widget.ts';

export interface SelectDateWidgetOptions extends WidgetOptions {
  /** Years to choose from; this one and the nine after it by default. */
  years?: Iterable<number>;
  /** Names by number; the names in the active language by default. */
  months?: Readonly<Record<number, string>> | ReadonlyMap<number, string>;
  /** Text of the empty choice; or three, for year, month and day. */
  emptyLabel?: string | readonly [year: string, month: string, day: string];
}

type Parts = Record<DatePart, number | string | null>;

/** A date in three selects. */
export class SelectDateWidget extends Widget {
  override templateName = 'django/forms/widgets/select_date.html';
  override useFieldset = true;
  readonly years: readonly number[];
  readonly months: Readonly<Record<number, string>> | ReadonlyMap<number, string> | null;
  private readonly emptyLabels: Readonly<Record<DatePart, string>>;

  constructor(options: SelectDateWidgetOptions = {}) {
    super(options);
    this.years = [...(options.years ?? upcomingYears())];
    this.months = options.months ?? null;
    this.emptyLabels = emptyLabels(options.emptyLabel ?? '---');
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    const shown = context.value as Parts;
    const subwidgets = datePartOrder().map((part) => {
      const partName = `${name}_${part}`;
      const select = new Select({ ...(attrs === undefined ? {} : { attrs }), choices: this.choicesOf(part) });
      return select.getContext(partName, shown[part], { ...context.attrs, id: `id_${partName}` });
    });
    return { ...context, subwidgets };
  }

  private choicesOf(part: DatePart): readonly (readonly [number | string, string])[] {
    const none = this.isRequired ? [] : [['', this.emptyLabels[part]] as const];
    return [...none, ...this.numbersOf(part)];
  }

  private numbersOf(part: DatePart): readonly (readonly [number | string, string])[] {
    if (part === 'year') return this.years.map((year) => [year, String(year)]);
    if (part === 'month')
      return this.months instanceof Map ? [...this.months] : Object.entries(this.months ?? monthNames());
    return Array.from({ length: 31 }, (_, index) => [index + 1, String(index + 1)]);
  }

  /** The three numbers, each null when there is none; a date that doesn't exist keeps its own. */
  override formatValue(value: unknown): Parts {
    if (value instanceof Date) return partsOf(wallClockOf(value));
    if (temporalKind(value) === 'PlainDate') return partsOf(value as PlainDate);
    if (typeof value !== 'string') return { year: null, month: null, day: null };
    const match = /^(\d{4}|0)-(\d\d?)-(\d\d?)$/.exec(value);
    if (match !== null) {
      const [year, month, day] = match.slice(1).map((digits) => Number(digits) || '');
      return { year: year!, month: month!, day: day! };
    }
    const clock = strptime(value, inputFormats('DATE_INPUT_FORMATS')[0]!);
    return clock === undefined ? { year: null, month: null, day: null } : partsOf(clock);
  }

  override idForLabel(id: string): string {
    return `${id}_${datePartOrder()[0] ?? 'month'}`;
  }

  /** The date in the language's first input format; `2017-0-23` when a part is missing, which no field takes for a date. */
  override valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    const [year, month, day] = ['year', 'month', 'day'].map((part) => data.get(`${name}_${part}`));
    if (year === '' && month === '' && day === '') return null;
    if ([year, month, day].some((part) => part === null || part === undefined)) return data.get(name);
    const date = plainDate(year, month, day);
    if (date !== undefined) return localizeInput(date, inputFormats('DATE_INPUT_FORMATS')[0]);
    if ([year, month, day].some((part) => !Number.isSafeInteger(Number(part)) && /^\d+$/.test(String(part))))
      return '0-0-0';
    return [year, month, day].map((part) => String(part || 0)).join('-');
  }

  override valueOmittedFromData(data: DataSource, _files: DataSource, name: string): boolean {
    return !['year', 'month', 'day'].some((part) => data.has(`${name}_${part}`));
  }
}

function partsOf({ year, month, day }: { year: number; month: number; day: number }): Parts {
  return { year, month, day };
}

function plainDate(year: unknown, month: unknown, day: unknown): PlainDate | undefined {
  const numbers = [year, month, day].map((part) =>
    /^\s*\d+\s*$/.test(String(part)) ? Number(part) : Number.NaN,
  );
  if (numbers.some((part) => !(part >= 1 && part <= 9999))) return undefined;
  try {
    return temporal().PlainDate.from(
      { year: numbers[0]!, month: numbers[1]!, day: numbers[2]! },
      { overflow: 'reject' },
    );
  } catch {
    return undefined;
  }
}

function upcomingYears(): number[] {
  const { year } = wallClockOf(new Date());
  return Array.from({ length: 10 }, (_, index) => year + index);
}

function emptyLabels(given: string | readonly string[]): Readonly<Record<DatePart, string>> {
  if (typeof given === 'string') return { year: given, month: given, day: given };
  if (given.length !== 3) {
    throw new ImproperlyConfigured(
      `SelectDateWidget was given ${given.length} empty labels.`,
      'Give one text, or three for year, month and day.',
    );
  }
  return { year: given[0]!, month: given[1]!, day: given[2]! };
}
