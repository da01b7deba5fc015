import { valueText } from '../../utils/value-text.ts';
import { type ChoiceList, type Choices, isChoiceGroup, normalizeChoices } from '../choices.ts';
import { ChoiceWidget } from '../widgets/choice-widget.ts';
import { Select } from '../widgets/select.ts';
import type { Widget, WidgetClass } from '../widgets/widget.ts';
import { Field, type FieldOptions } from './field.ts';

export interface ChoiceFieldOptions extends FieldOptions {
  /** What can be chosen. A function is called each time the choices are needed. */
  choices?: Choices;
}

/** One of several texts; `''` when nothing was chosen. */
export class ChoiceField<T = string> extends Field<T> {
  static override readonly widget: WidgetClass = Select;
  static override readonly defaultErrorMessages: Readonly<Record<string, string>> = {
    invalid_choice: 'Select a valid choice. %(value)s is not one of the available choices.',
  };
  #choices: ChoiceList;

  constructor(options: ChoiceFieldOptions = {}) {
    super(options);
    this.#choices = normalizeChoices(options.choices ?? []);
  }

  get choices(): ChoiceList {
    return this.#choices;
  }

  /** Changes the widget's choices, too. */
  set choices(choices: Choices) {
    this.#choices = normalizeChoices(choices);
    this.widgetAdopted(this.widget);
  }

  protected override widgetAdopted(widget: Widget): void {
    if (widget instanceof ChoiceWidget) widget.choices = this.#choices;
  }

  override toPython(value: unknown): T {
    return (this.isEmpty(value) ? '' : valueText(value)) as T;
  }

  override validate(value: unknown): void {
    if (this.required && this.isEmpty(value)) throw this.error('required');
    if (value && !this.validValue(value)) throw this.error('invalid_choice', { value });
  }

  /** Whether a value is among the choices. */
  validValue(value: unknown): boolean {
    const text = valueText(value);
    for (const entry of this.#choices) {
      const values = isChoiceGroup(entry) ? entry[1].map(([inner]) => inner) : [entry[0]];
      if (values.some((choice) => choice === value || valueText(choice) === text)) return true;
    }
    return false;
  }
}
