import { strptime } from '../../utils/strptime.ts';
import { valueText } from '../../utils/value-text.ts';
import type { WallClock } from '../../utils/wall-clock.ts';
import { Field, type FieldOptions } from './field.ts';

export interface TemporalFieldOptions extends FieldOptions {
  /** Ways of writing that are read, in strftime's letters: `['%d.%m.%Y']`; those of the active language by default. */
  inputFormats?: readonly string[] | null;
}

/** What fields of dates and times have in common: they read text by a list of formats. */
export abstract class TemporalField<T> extends Field<T> {
  readonly #inputFormats: readonly string[] | null;

  constructor(options: TemporalFieldOptions = {}) {
    super(options);
    this.#inputFormats = options.inputFormats ?? null;
  }

  get inputFormats(): readonly string[] {
    return this.#inputFormats ?? this.languageFormats();
  }

  /** The formats of the active language. */
  protected abstract languageFormats(): readonly string[];

  /** Read text by the first format that fits. @throws ValidationError when none does */
  protected read(value: unknown): WallClock {
    const text = valueText(value).trim();
    for (const format of this.inputFormats) {
      const clock = strptime(text, format);
      if (clock !== undefined) return clock;
    }
    throw this.error('invalid');
  }
}
