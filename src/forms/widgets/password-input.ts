import type { Attrs } from '../attrs.ts';
import { Input } from './input.ts';
import type { WidgetContext, WidgetOptions } from './widget.ts';

export interface PasswordInputOptions extends WidgetOptions {
  /** Show the submitted value again when the form comes back with errors; never by default. */
  renderValue?: boolean;
}

/** `<input type="password">`, without a value unless asked for. */
export class PasswordInput extends Input {
  override inputType = 'password';
  override templateName = 'django/forms/widgets/password.html';
  readonly renderValue: boolean;

  constructor(options: PasswordInputOptions = {}) {
    super(options);
    this.renderValue = options.renderValue ?? false;
  }

  override getContext(name: string, value: unknown, attrs?: Readonly<Attrs>): WidgetContext {
    return super.getContext(name, this.renderValue ? value : null, attrs);
  }
}
