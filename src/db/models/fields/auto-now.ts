import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import { timeText } from '../../../utils/python-time.ts';
import { type PlainDate, type PlainTime, temporalKind } from '../../../utils/temporal.ts';
import { now } from '../../../utils/timezone.ts';
import { wallClockOf } from '../../../utils/wall-clock.ts';
import type { AnyModel } from '../model.ts';
import type { Deconstruction } from './deconstruct.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';

export interface AutoNowOptions<T = unknown> extends FieldOptions<T> {
  /** Set it to now whenever the row is saved. */
  autoNow?: boolean;
  /** Set it to now when the row is made. */
  autoNowAdd?: boolean;
}

/** What dates, times and moments share: they can be set by the clock, and are then no business of forms. */
export abstract class AutoNowField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    autoNow: false,
    autoNowAdd: false,
  };
  readonly autoNow: boolean;
  readonly autoNowAdd: boolean;
  override readonly emptyStringsAllowed: boolean = false;

  constructor(options: AutoNowOptions = {}) {
    const byClock = options?.autoNow === true || options?.autoNowAdd === true;
    super(byClock ? { ...options, editable: false, blank: true } : options);
    this.autoNow = options.autoNow ?? false;
    this.autoNowAdd = options.autoNowAdd ?? false;
  }

  /** The value at this moment. */
  protected abstract now(): unknown;

  override preSave(instance: AnyModel, add: boolean): unknown {
    if (!this.autoNow && !(this.autoNowAdd && add)) return super.preSave(instance, add);
    const value = this.now();
    (instance as unknown as Record<string, unknown>)[this.attname] = value;
    return value;
  }

  /** `2024-02-29T13:05:09+00:00`, `2024-02-29`, `13:05:09`; nothing for null. */
  override valueToString(instance: AnyModel): string {
    const value = this.valueFromObject(instance);
    return typeof value === 'object' && value !== null
      ? (timeText(value)?.replace(' ', 'T') ?? String(value))
      : String(value ?? '');
  }

  override check(): CheckMessage[] {
    const found = super.check();
    if (isJustNow(this.default)) {
      const hint =
        'It seems you set a fixed date or time as default for this field. This may not be what you want. To have the current one, give a function, or autoNowAdd: true.';
      found.push(new CheckWarning('Fixed default value provided.', { obj: this, id: 'fields.W161', hint }));
    }
    const chosen = [this.autoNow, this.autoNowAdd, this.hasDefault()].filter(Boolean);
    if (chosen.length < 2) return found;
    const message =
      'The options autoNow, autoNowAdd, and default are mutually exclusive. Only one of these options may be present.';
    return [...found, new CheckError(message, { obj: this, id: 'fields.E160' })];
  }

  override deconstruct(): Deconstruction {
    const parts = super.deconstruct();
    if (this.autoNow || this.autoNowAdd) {
      delete parts.options['editable'];
      delete parts.options['blank'];
    }
    return parts;
  }
}

const SOON = 10_000;
const DAY = 86_400_000;

/** Whether a default was taken from the clock when the model was loaded, so that all rows would have it. */
function isJustNow(value: unknown): boolean {
  if (value instanceof Date) return Math.abs(value.getTime() - now().getTime()) < SOON;
  const kind = temporalKind(value);
  if (kind !== 'PlainDate' && kind !== 'PlainTime') return false;
  const clock = wallClockOf(now());
  if (kind === 'PlainDate') {
    const { year, month, day } = value as PlainDate;
    return Math.abs(Date.UTC(year, month - 1, day) - Date.UTC(clock.year, clock.month - 1, clock.day)) <= DAY;
  }
  const { hour, minute, second } = value as PlainTime;
  const distance = Math.abs(
    (hour - clock.hour) * 3600 + (minute - clock.minute) * 60 + second - clock.second,
  );
  return distance * 1000 < SOON;
}
