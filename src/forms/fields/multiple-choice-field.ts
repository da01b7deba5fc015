import { valueText } from '../../utils/value-text.ts';
import { MultipleHiddenInput } from '../widgets/multiple-hidden-input.ts';
import { SelectMultiple } from '../widgets/select.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { ChoiceField } from './choice-field.ts';

/** Several of a number of texts, as a list. */
export class MultipleChoiceField<T = string[]> extends ChoiceField<T> {
  static override readonly widget: WidgetClass = SelectMultiple;
  static override readonly hiddenWidget: WidgetClass = MultipleHiddenInput;
  static override readonly defaultErrorMessages = {
    invalid_choice: 'Select a valid choice. %(value)s is not one of the available choices.',
    invalid_list: 'Enter a list of values.',
  };

  override toPython(value: unknown): T {
    if (this.isEmpty(value) || value === false || value === 0) return [] as T;
    if (!Array.isArray(value)) throw this.error('invalid_list');
    return value.map(valueText) as T;
  }

  override validate(value: unknown): void {
    const values = value as readonly unknown[];
    if (this.required && values.length === 0) throw this.error('required');
    for (const each of values) {
      if (!this.validValue(each)) throw this.error('invalid_choice', { value: each });
    }
  }

  /** The order makes no difference. */
  override hasChanged(initial: unknown, data: unknown): boolean {
    if (this.disabled) return false;
    const before = listOf(initial);
    const after = listOf(data);
    const known = new Set(before.map(String));
    return (
      before.length !== after.length ||
      new Set(after.map(String)).size !== known.size ||
      after.some((value) => !known.has(String(value)))
    );
  }
}

function listOf(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? value : [...(value as Iterable<unknown>)];
}
