import { jsonText } from '../json-text.ts';
import { Textarea } from '../widgets/textarea.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface JSONFieldOptions extends CharFieldOptions {
  /** How values JSON doesn't know are written, as the second argument of `JSON.stringify()`. */
  encoder?: (key: string, value: unknown) => unknown;
  /** How values are read, as the second argument of `JSON.parse()`. */
  decoder?: (key: string, value: unknown) => unknown;
}

/** Text that is no JSON, to be shown again as it was typed. */
class InvalidJson {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

/** Anything that JSON can hold. */
export class JSONField<T = unknown> extends CharField<T> {
  static override readonly widget: WidgetClass = Textarea;
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid JSON.' };
  readonly encoder: ((key: string, value: unknown) => unknown) | undefined;
  readonly decoder: ((key: string, value: unknown) => unknown) | undefined;

  constructor(options: JSONFieldOptions = {}) {
    super(options);
    this.encoder = options.encoder;
    this.decoder = options.decoder;
  }

  override toPython(value: unknown): T {
    if (this.disabled) return value as T;
    if (this.isEmpty(value)) return null as T;
    if (typeof value !== 'string') return value as T;
    try {
      return JSON.parse(value, this.decoder) as T;
    } catch {
      throw this.error('invalid', { value });
    }
  }

  override boundData(data: unknown, initial: unknown): unknown {
    if (this.disabled) return initial;
    if (data === null || data === undefined) return null;
    try {
      return JSON.parse(String(data), this.decoder);
    } catch {
      return new InvalidJson(String(data));
    }
  }

  override prepareValue(value: unknown): unknown {
    return value instanceof InvalidJson ? String(value) : jsonText(value ?? null, { replacer: this.encoder });
  }

  /** The order of keys makes no difference, 1 and true do. */
  override hasChanged(initial: unknown, data: unknown): boolean {
    if (super.hasChanged(initial, data)) return true;
    const sorted = (value: unknown) => jsonText(value ?? null, { replacer: this.encoder, sortKeys: true });
    return sorted(initial) !== sorted(this.toPython(data));
  }
}
