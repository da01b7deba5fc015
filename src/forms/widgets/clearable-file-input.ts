import { gettext } from '../../utils/translation/gettext.ts';
import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { isTrue } from '../is-true.ts';
import { CheckboxInput } from './checkbox-input.ts';
import { FileInput } from './file-input.ts';
import type { WidgetContext } from './widget.ts';

/** What the widget reads when a file was sent and the "clear" box was ticked, too. */
export const FILE_INPUT_CONTRADICTION = Symbol('a file and its removal at once');

/** A file input that shows the present file with a link, and a box to remove it unless one is required. */
export class ClearableFileInput extends FileInput {
  override templateName = 'django/forms/widgets/clearable_file_input.html';
  clearCheckboxLabel = gettext('Clear');
  initialText = gettext('Currently');
  inputText = gettext('Change');
  /** Whether the box was ticked in the submitted data. */
  checked = false;

  clearCheckboxName(name: string): string {
    return `${name}-clear`;
  }

  clearCheckboxId(name: string): string {
    return `${name}_id`;
  }

  /** Whether a value is a stored file, which has a `url`. */
  isInitial(value: unknown): boolean {
    return typeof value === 'object' && isTrue(value) && Boolean((value as { url?: unknown }).url);
  }

  override formatValue(value: unknown): unknown {
    return this.isInitial(value) ? value : null;
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    const checkboxName = this.clearCheckboxName(name);
    return {
      ...context,
      attrs: { ...context.attrs, disabled: context.attrs['disabled'] ?? false, checked: this.checked },
      checkboxName,
      checkboxId: this.clearCheckboxId(checkboxName),
      isInitial: this.isInitial(value),
      inputText: this.inputText,
      initialText: this.initialText,
      clearCheckboxLabel: this.clearCheckboxLabel,
    };
  }

  /** The file; false when it is to be removed; the contradiction when both were asked for. */
  override valueFromDatadict(data: DataSource, files: DataSource, name: string): unknown {
    const upload = super.valueFromDatadict(data, files, name);
    const checkbox = this.clearCheckboxName(name);
    this.checked = data.has(checkbox);
    if (this.isRequired || !new CheckboxInput().valueFromDatadict(data, files, checkbox)) return upload;
    return upload ? FILE_INPUT_CONTRADICTION : false;
  }

  override valueOmittedFromData(data: DataSource, files: DataSource, name: string): boolean {
    return super.valueOmittedFromData(data, files, name) && !data.has(this.clearCheckboxName(name));
  }
}
