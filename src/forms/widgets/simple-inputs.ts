import { Input } from './input.ts';

/** `<input type="text">` */
export class TextInput extends Input {
  override inputType = 'text';
  override templateName = 'django/forms/widgets/text.html';
}

/** `<input type="number">` */
export class NumberInput extends Input {
  override inputType = 'number';
  override templateName = 'django/forms/widgets/number.html';
}

/** `<input type="email">` */
export class EmailInput extends Input {
  override inputType = 'email';
  override templateName = 'django/forms/widgets/email.html';
}

/** `<input type="url">` */
export class URLInput extends Input {
  override inputType = 'url';
  override templateName = 'django/forms/widgets/url.html';
}

/** `<input type="color">` */
export class ColorInput extends Input {
  override inputType = 'color';
  override templateName = 'django/forms/widgets/color.html';
}

/** `<input type="search">` */
export class SearchInput extends Input {
  override inputType = 'search';
  override templateName = 'django/forms/widgets/search.html';
}

/** `<input type="tel">` */
export class TelInput extends Input {
  override inputType = 'tel';
  override templateName = 'django/forms/widgets/tel.html';
}

/** `<input type="hidden">` */
export class HiddenInput extends Input {
  override inputType = 'hidden';
  override templateName = 'django/forms/widgets/hidden.html';
}
