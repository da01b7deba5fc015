import type { DataSource } from '../data-source.ts';
import { ChoiceWidget } from './choice-widget.ts';

/** A list of `<input type="radio">`. */
export class RadioSelect extends ChoiceWidget {
  override inputType = 'radio';
  override templateName = 'django/forms/widgets/radio.html';
  override optionTemplateName = 'django/forms/widgets/radio_option.html';
  override useFieldset = true;

  /** The label of the whole points at no input: clicking it would tick the first one. */
  override idForLabel(id: string, index?: string): string {
    return index === undefined ? '' : super.idForLabel(id, index);
  }
}

/** A list of `<input type="checkbox">`. */
export class CheckboxSelectMultiple extends RadioSelect {
  override allowMultipleSelected = true;
  override inputType = 'checkbox';
  override templateName = 'django/forms/widgets/checkbox_select.html';
  override optionTemplateName = 'django/forms/widgets/checkbox_option.html';

  /** Browsers would ask for every box to be ticked. */
  override useRequiredAttribute(_initial: unknown): boolean {
    return false;
  }

  override valueOmittedFromData(_data: DataSource, _files: DataSource, _name: string): boolean {
    return false;
  }
}
