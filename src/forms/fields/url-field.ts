import { isConfigured, settings } from '../../conf/configure.ts';
import { URLValidator } from '../../core/validators/url-validator.ts';
import type { Validator } from '../../core/validators/validator.ts';
import { URLInput } from '../widgets/simple-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { CharField, type CharFieldOptions } from './char-field.ts';

export interface URLFieldOptions extends Omit<CharFieldOptions, 'strip'> {
  /** Put before an address that was typed without one; FORMS_URLFIELD_ASSUME_HTTPS says which one by default. */
  assumeScheme?: string;
}

/** A URL; `example.com` is read as `http://example.com`, or `https` where the settings ask for it. */
export class URLField<T = string> extends CharField<T> {
  static override readonly widget: WidgetClass = URLInput;
  static override readonly defaultErrorMessages = { invalid: 'Enter a valid URL.' };
  static override readonly defaultValidators: readonly Validator<never>[] = [new URLValidator()];
  readonly assumeScheme: string;

  constructor(options: URLFieldOptions = {}) {
    super(options);
    this.assumeScheme = options.assumeScheme ?? usualScheme();
  }

  protected override toText(value: unknown): string | null {
    const text = super.toText(value);
    if (!text || /^[a-z][^:/]*:/i.test(text)) return text;
    return text.startsWith('//') ? `${this.assumeScheme}:${text}` : `${this.assumeScheme}://${text}`;
  }
}

function usualScheme(): string {
  return isConfigured() && settings.FORMS_URLFIELD_ASSUME_HTTPS ? 'https' : 'http';
}
