import type { AnyModel } from '../../db/models/model.ts';
import { Field, type FieldOptions } from '../fields/field.ts';
import { keyOf } from '../model-choices.ts';
import { HiddenInput } from '../widgets/simple-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';

export interface ExistingRowOptions extends FieldOptions {
  /** The rows of the formset by the text of their key. */
  rows: ReadonlyMap<string, AnyModel>;
}

/** The hidden key that says which row a form of a model formset is about; it has to be one of the formset's. */
export class ExistingRowField<T = AnyModel | null> extends Field<T> {
  static override readonly widget: WidgetClass = HiddenInput;
  static override readonly defaultErrorMessages = {
    invalid_choice: 'Select a valid choice. That choice is not one of the available choices.',
  };
  readonly #rows: ReadonlyMap<string, AnyModel>;

  constructor(options: ExistingRowOptions) {
    super(options);
    this.#rows = options.rows;
  }

  override prepareValue(value: unknown): unknown {
    return keyOf(value, null);
  }

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return null as T;
    const row = this.#rows.get(String(keyOf(value, null)));
    if (row === undefined) throw this.error('invalid_choice', { value });
    return row as T;
  }

  override isEmpty(value: unknown): boolean {
    return value === null || value === undefined || value === '';
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    return String(this.prepareValue(initial ?? '')) !== String(data ?? '');
  }
}
