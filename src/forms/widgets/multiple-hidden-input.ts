import type { Attrs } from '../attrs.ts';
import { allValues, type DataSource } from '../data-source.ts';
import { HiddenInput } from './simple-inputs.ts';
import type { WidgetContext } from './widget.ts';

/** One `<input type="hidden">` for each value of a list. */
export class MultipleHiddenInput extends HiddenInput {
  override templateName = 'django/forms/widgets/multiple_hidden.html';

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    const context = super.getContext(name, value, attrs);
    const id = context.attrs['id'];
    const { value: given } = context;
    const values: readonly unknown[] = Array.isArray(given) || typeof given === 'string' ? [...given] : [];
    const subwidgets = values.map((part, index) => {
      const input = new HiddenInput();
      input.isRequired = this.isRequired;
      const ownId = id === undefined || id === '' ? {} : { id: `${String(id)}_${index}` };
      return input.getContext(name, part, { ...context.attrs, ...ownId });
    });
    return { ...context, subwidgets };
  }

  override valueFromDatadict(data: DataSource, _files: DataSource, name: string): unknown {
    return allValues(data, name);
  }

  override formatValue(value: unknown): unknown {
    return value === null || value === undefined ? [] : value;
  }
}
