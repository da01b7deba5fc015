import type { BoundField } from '../../../forms/bound-field.ts';
import { Field, type FieldOptions } from '../../../forms/fields/field.ts';
import { isTrue } from '../../../forms/is-true.ts';
import { unwrapField } from '../../../forms/unwrap-field.ts';
import { MultiWidget } from '../../../forms/widgets/multi-widget.ts';
import type { Widget, WidgetOptions } from '../../../forms/widgets/widget.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { validateItems } from '../fields/validate-items.ts';

/** One input for each item: `tags_0`, `tags_1`. */
export class SplitArrayWidget extends MultiWidget {
  override useFieldset = false;

  constructor(options: WidgetOptions & { widget: Widget; size: number }) {
    const { widget, size, ...rest } = options;
    super({ ...rest, widgets: Array.from({ length: size }, () => widget.clone()) });
  }

  override decompress(value: unknown): readonly unknown[] {
    return Array.isArray(value) ? value : [];
  }
}

export interface SplitArrayFieldOptions extends FieldOptions {
  /** The field of the items. */
  baseField: Field | BoundField;
  /** How many inputs there are. */
  size: number;
  /** Leave out the empty items at the end. */
  removeTrailingNulls?: boolean;
}

/** A list with an input for each item. */
export class SplitArrayField<T = unknown> extends Field<(T | null)[]> {
  static override readonly defaultErrorMessages = {
    item_invalid: 'Item %(nth)s in the array did not validate:',
  };
  readonly baseField: Field<T>;
  readonly size: number;
  readonly removeTrailingNulls: boolean;

  constructor(options: SplitArrayFieldOptions) {
    const { baseField, size, removeTrailingNulls = false, ...rest } = options;
    const base = unwrapField(baseField) as Field<T>;
    super({ widget: new SplitArrayWidget({ widget: base.widget, size }), ...rest });
    this.baseField = base;
    this.size = size;
    this.removeTrailingNulls = removeTrailingNulls;
    base.required = base.required && this.required;
  }

  override toPython(value: unknown): Awaitable<(T | null)[]> {
    const given: readonly unknown[] = Array.isArray(value) ? value : [];
    const items: (T | null)[] = [];
    const checked = validateItems(this, Array.from({ length: this.size }), (_, index) =>
      whenReady(this.baseField.clean(given[index] ?? null), (item) => {
        items[index] = item;
      }),
    );
    return whenReady(checked, () => (this.removeTrailingNulls ? this.#withoutTrailing(items) : items));
  }

  #withoutTrailing(items: (T | null)[]): (T | null)[] {
    let length = items.length;
    while (length > 0 && this.baseField.isEmpty(items[length - 1])) length--;
    return items.slice(0, length);
  }

  override clean(value: unknown): Awaitable<(T | null)[]> {
    const given: readonly unknown[] = Array.isArray(value) ? value : [];
    if (this.required && !given.some(isTrue)) throw this.error('required');
    return super.clean(value);
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled || (this.isEmpty(initial) && this.isEmpty(data))) return false;
    const [before, after] = [initial, data].map((list) => (Array.isArray(list) ? list : []));
    return Array.from({ length: this.size }, (_, i) => i).some((i) =>
      this.baseField.hasChanged(before![i] ?? null, after![i] ?? null),
    );
  }
}
