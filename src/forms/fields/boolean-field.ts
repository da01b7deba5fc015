import { isTrue } from '../is-true.ts';
import { CheckboxInput } from '../widgets/checkbox-input.ts';
import { NullBooleanSelect } from '../widgets/null-boolean-select.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { Field } from './field.ts';

/** True or false. A required one has to be true: a box that must be ticked. */
export class BooleanField<T = boolean> extends Field<T> {
  static override readonly widget: WidgetClass = CheckboxInput;

  /** `'False'` and `'0'` are what hidden inputs and radio buttons send for false. */
  override toPython(value: unknown): T {
    return (
      typeof value === 'string' ? !/^(?:false|0|)$/i.test(value) : isTrue(value) && !this.isEmpty(value)
    ) as T;
  }

  override validate(value: unknown): void {
    if (!value && this.required) throw this.error('required');
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    return !this.disabled && this.toPython(initial) !== this.toPython(data);
  }
}

/** True, false, or null for anything else. */
export class NullBooleanField<T = boolean | null> extends BooleanField<T> {
  static override readonly widget: WidgetClass = NullBooleanSelect;

  override toPython(value: unknown): T {
    if (value === true || value === 1 || /^(?:True|true|1)$/.test(textOf(value))) return true as T;
    if (value === false || value === 0 || /^(?:False|false|0)$/.test(textOf(value))) return false as T;
    return null as T;
  }

  override validate(_value: unknown): void {}
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
