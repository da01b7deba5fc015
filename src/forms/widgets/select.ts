import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { ChoiceWidget, startsEmpty } from './choice-widget.ts';
import type { WidgetContext } from './widget.ts';

/** `<select>` */
export class Select extends ChoiceWidget {
  override inputType = 'select';
  override templateName = 'django/forms/widgets/select.html';
  override optionTemplateName = 'django/forms/widgets/select_option.html';
  override addIdIndex = false;
  override checkedAttribute: Readonly<Attrs> = { selected: true };
  override optionInheritsAttrs = false;

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    if (this.allowMultipleSelected) context.attrs['multiple'] = true;
    return context;
  }

  /** HTML allows `required` on a single-choice select only when its first option is empty. */
  override useRequiredAttribute(initial: unknown): boolean {
    return super.useRequiredAttribute(initial) && (this.allowMultipleSelected || startsEmpty(this.choices));
  }
}

/** `<select multiple>` */
export class SelectMultiple extends Select {
  override allowMultipleSelected = true;

  /** A select without a choice is not sent, so nobody can tell whether it was there. */
  override valueOmittedFromData(_data: DataSource, _files: DataSource, _name: string): boolean {
    return false;
  }
}
