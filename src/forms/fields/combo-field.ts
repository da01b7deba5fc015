import { type Awaitable, isThenable, whenReady } from '../../utils/awaitable.ts';
import type { BoundField } from '../bound-field.ts';
import { unwrapField } from '../unwrap-field.ts';
import { Field, type FieldOptions } from './field.ts';

export interface ComboFieldOptions extends FieldOptions {
  /** Fields that clean the value one after the other: `[forms.CharField({ maxLength: 20 }), forms.EmailField()]`. */
  fields: readonly (Field | BoundField)[];
}

/** A value that several fields have to accept. */
export class ComboField<T = unknown> extends Field<T> {
  readonly fields: readonly Field[];

  constructor(options: ComboFieldOptions) {
    super(options);
    this.fields = options.fields.map(unwrapField);
    for (const field of this.fields) field.required = false;
  }

  override clean(value: unknown): Awaitable<T> {
    return whenReady(super.clean(value), () =>
      this.fields.reduce<Awaitable<unknown>>(
        (cleaned, field) =>
          isThenable(cleaned) ? cleaned.then((ready) => field.clean(ready)) : field.clean(cleaned),
        value,
      ),
    ) as Awaitable<T>;
  }
}
