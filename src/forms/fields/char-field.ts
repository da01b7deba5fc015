import { MaxLengthValidator } from '../../core/validators/max-length-validator.ts';
import { MinLengthValidator } from '../../core/validators/min-length-validator.ts';
import { ProhibitNullCharactersValidator } from '../../core/validators/prohibit-null-characters-validator.ts';
import { valueText } from '../../utils/value-text.ts';
import type { Attrs } from '../attrs.ts';
import type { Widget } from '../widgets/widget.ts';
import { Field, type FieldOptions } from './field.ts';

export interface CharFieldOptions extends FieldOptions {
  /** Greatest number of characters. */
  maxLength?: number | null;
  minLength?: number | null;
  /** Cut white space off both ends; true by default. */
  strip?: boolean;
  /** What stands for "nothing given"; `''` by default. */
  emptyValue?: string | null;
}

const NO_NULL_CHARACTERS = new ProhibitNullCharactersValidator();

/** Text. */
export class CharField<T = string> extends Field<T> {
  readonly maxLength: number | null;
  readonly minLength: number | null;
  readonly strip: boolean;
  readonly emptyValue: string | null;

  constructor(options: CharFieldOptions = {}) {
    super(options);
    this.maxLength = options.maxLength ?? null;
    this.minLength = options.minLength ?? null;
    this.strip = options.strip ?? true;
    this.emptyValue = options.emptyValue === undefined ? '' : options.emptyValue;
    if (this.minLength !== null) this.validators.push(new MinLengthValidator(this.minLength));
    if (this.maxLength !== null) this.validators.push(new MaxLengthValidator(this.maxLength));
    this.validators.push(NO_NULL_CHARACTERS);
  }

  override toPython(value: unknown): T {
    return this.toText(value) as T;
  }

  /** The value as text, or `emptyValue`. */
  protected toText(value: unknown): string | null {
    if (this.isEmpty(value)) return this.emptyValue;
    const text = this.strip ? valueText(value).trim() : valueText(value);
    return text === '' ? this.emptyValue : text;
  }

  protected override widgetAttrs(widget: Widget): Attrs {
    const attrs = super.widgetAttrs(widget);
    if (widget.isHidden) return attrs;
    if (this.maxLength !== null) attrs['maxlength'] = String(this.maxLength);
    if (this.minLength !== null) attrs['minlength'] = String(this.minLength);
    return attrs;
  }
}
