import { CharField } from '../../../forms/fields/char-field.ts';
import { jsonText } from '../../../forms/json-text.ts';
import { Textarea } from '../../../forms/widgets/textarea.ts';
import type { WidgetClass } from '../../../forms/widgets/widget.ts';
import { valueText } from '../../../utils/value-text.ts';
import type { HStore } from '../fields/hstore-text.ts';

/** Keys with texts, written as a JSON object. */
export class HStoreField<T = HStore> extends CharField<T> {
  static override readonly widget: WidgetClass = Textarea;
  static override readonly defaultErrorMessages = {
    invalid_json: 'Could not load JSON data.',
    invalid_format: 'Input must be a JSON dictionary.',
  };

  override prepareValue(value: unknown): unknown {
    return typeof value === 'object' && value !== null ? jsonText(value) : value;
  }

  override toPython(value: unknown): T {
    if (this.isEmpty(value)) return {} as T;
    const given: unknown = typeof value === 'string' ? this.#parsed(value) : value;
    if (typeof given !== 'object' || given === null || Array.isArray(given))
      throw this.error('invalid_format');
    const texts = Object.entries(given).map(([key, text]) => [key, text === null ? null : valueText(text)]);
    return Object.fromEntries(texts) as T;
  }

  #parsed(text: string): unknown {
    try {
      return JSON.parse(text);
    } catch {
      throw this.error('invalid_json');
    }
  }

  override hasChanged(initial: unknown, data: unknown): boolean {
    return super.hasChanged(this.toPython(initial), data);
  }
}
