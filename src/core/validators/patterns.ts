import { RegexValidator, type RegexValidatorOptions } from './regex-validator.ts';

/** Checks a whole number in decimal digits. */
export const validateInteger = new RegexValidator(/^-?\p{Nd}+$/u, { message: 'Enter a valid integer.' });

/** Checks a slug: Latin letters, digits, underscores and hyphens. */
export const validateSlug = new RegexValidator(/^[-a-zA-Z0-9_]+$/, {
  message: 'Enter a valid “slug” consisting of letters, numbers, underscores or hyphens.',
});

/** Checks a slug that may hold the letters and digits of any script. */
export const validateUnicodeSlug = new RegexValidator(/^[-\p{L}\p{N}_]+$/u, {
  message: 'Enter a valid “slug” consisting of Unicode letters, numbers, underscores, or hyphens.',
});

export interface IntListOptions extends RegexValidatorOptions {
  /** What stands between the numbers; a comma by default. */
  sep?: string;
  allowNegative?: boolean;
}

/** Make a validator of a list of whole numbers: `intListValidator({ sep: ' ' })` takes `'1 2 3'`. */
export function intListValidator(options: IntListOptions = {}): RegexValidator {
  const { sep = ',', allowNegative = false, ...rest } = options;
  const number = `${allowNegative ? '-?' : ''}\\p{Nd}+`;
  const separator = sep.replaceAll(/[$()*+./?[\\\]^{|}]/g, '\\$&');
  return new RegexValidator(new RegExp(`^${number}(?:${separator}${number})*$`, 'u'), rest);
}

/** Checks whole numbers with commas between them. */
export const validateCommaSeparatedIntegerList = intListValidator({
  message: 'Enter only digits separated by commas.',
});
