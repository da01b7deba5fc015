import { valueText } from '../../utils/value-text.ts';
import type { Attrs } from '../attrs.ts';
import type { DataSource } from '../data-source.ts';
import { Input } from './input.ts';
import type { WidgetContext, WidgetOptions } from './widget.ts';

export interface CheckboxInputOptions extends WidgetOptions {
  /** Whether the box is ticked for a value; for all but false, null and '' by default. */
  checkTest?: (value: unknown) => boolean;
}

/** `<input type="checkbox">` */
export class CheckboxInput extends Input {
  override inputType = 'checkbox';
  override templateName = 'django/forms/widgets/checkbox.html';
  readonly checkTest: (value: unknown) => boolean;

  constructor(options: CheckboxInputOptions = {}) {
    super(options);
    this.checkTest = options.checkTest ?? isSet;
  }

  override formatValue(value: unknown): unknown {
    return typeof value === 'boolean' || !isSet(value) ? null : valueText(value);
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    return super.getContext(name, value, this.checkTest(value) ? { ...attrs, checked: true } : attrs);
  }

  /** A box that isn't there was not ticked: browsers send only the ticked ones. */
  override valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    if (!data.has(name)) return false;
    const value = data.get(name);
    if (typeof value !== 'string') return Boolean(value);
    return value !== '' && value.toLowerCase() !== 'false';
  }

  override valueOmittedFromData(_data: DataSource, _files: DataSource, _name: string): boolean {
    return false;
  }
}

function isSet(value: unknown): boolean {
  return value !== false && value !== null && value !== undefined && value !== '';
}
