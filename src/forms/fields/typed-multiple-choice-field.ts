import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { isSame } from '../equality.ts';
import { MultipleChoiceField } from './multiple-choice-field.ts';
import { coerceWith, type TypedChoiceFieldOptions } from './typed-choice-field.ts';

/** Several values of a type of their own, as a list. */
export class TypedMultipleChoiceField<T = unknown> extends MultipleChoiceField<T> {
  readonly coerce: (value: string) => unknown;
  /** What stands for "nothing chosen"; an empty list by default. */
  readonly emptyValue: unknown;

  constructor(options: TypedChoiceFieldOptions = {}) {
    super(options);
    this.coerce = options.coerce ?? ((value) => value);
    this.emptyValue = options.emptyValue === undefined ? [] : options.emptyValue;
  }

  override clean(value: unknown): Awaitable<T> {
    return whenReady(super.clean(value), (texts) => this.coerced(texts) as T);
  }

  private coerced(values: unknown): unknown {
    if (isSame(values, this.emptyValue) || this.isEmpty(values)) return this.emptyValue;
    return (values as readonly string[]).map((value) =>
      coerceWith(this.coerce, value, () => this.error('invalid_choice', { value })),
    );
  }

  override validate(value: unknown): void {
    if (!isSame(value, this.emptyValue)) super.validate(value);
    else if (this.required) throw this.error('required');
  }
}
