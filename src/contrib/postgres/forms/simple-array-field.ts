import type { BoundField } from '../../../forms/bound-field.ts';
import { CharField, type CharFieldOptions } from '../../../forms/fields/char-field.ts';
import type { Field } from '../../../forms/fields/field.ts';
import { unwrapField } from '../../../forms/unwrap-field.ts';
import { type Awaitable, isThenable, whenReady } from '../../../utils/awaitable.ts';
import { valueText } from '../../../utils/value-text.ts';
import { validateItems } from '../fields/validate-items.ts';
import { ArrayMaxLengthValidator, ArrayMinLengthValidator } from '../validators.ts';

export interface SimpleArrayFieldOptions extends Omit<CharFieldOptions, 'strip' | 'emptyValue'> {
  /** The field of the items. */
  baseField: Field | BoundField;
  /** What stands between the items: a comma unless said. */
  delimiter?: string;
}

/** A list in one text input, its items parted by commas. */
export class SimpleArrayField<T = unknown> extends CharField<T[]> {
  static override readonly defaultErrorMessages = {
    item_invalid: 'Item %(nth)s in the array did not validate:',
  };
  readonly baseField: Field<T>;
  readonly delimiter: string;

  constructor(options: SimpleArrayFieldOptions) {
    const { baseField, delimiter = ',', maxLength, minLength, ...rest } = options;
    super(rest);
    this.baseField = unwrapField(baseField) as Field<T>;
    this.delimiter = delimiter;
    this.validators = (rest.validators ?? []).slice();
    if (typeof maxLength === 'number') this.validators.push(new ArrayMaxLengthValidator(maxLength));
    if (typeof minLength === 'number') this.validators.push(new ArrayMinLengthValidator(minLength));
  }

  override prepareValue(value: unknown): unknown {
    if (!Array.isArray(value)) return value;
    return value.map((item) => valueText(this.baseField.prepareValue(item))).join(this.delimiter);
  }

  override toPython(value: unknown): T[] {
    if (this.isEmpty(value)) return [];
    const texts: unknown[] = Array.isArray(value) ? value : valueText(value).split(this.delimiter);
    const items: T[] = [];
    validateItems(this, texts, (text) => {
      items.push(this.baseField.toPython(text) as T);
    });
    return items;
  }

  override validate(value: unknown): Awaitable<void> {
    return whenReady(super.validate(value), () =>
      validateItems(this, value as T[], (item) => this.baseField.validate(item)),
    );
  }

  override runValidators(value: unknown): Awaitable<void> {
    return whenReady(super.runValidators(value), () =>
      validateItems(this, value as T[], (item) => this.baseField.runValidators(item)),
    );
  }

  override clean(value: unknown): Awaitable<T[]> {
    return whenReady(super.clean(value), (items) => {
      const cleaned = items.map((item) => this.baseField.clean(item));
      return cleaned.some(isThenable) ? Promise.all(cleaned) : (cleaned as T[]);
    });
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.isEmpty(initial) && this.isEmpty(data)) return false;
    return super.hasChanged(initial, data);
  }
}
