import { FieldError } from '../../core/errors/field-error.ts';

/** Stands between the parts of a lookup: `author__name__startswith`. */
export const LOOKUP_SEP = '__';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0020'"`;()[\]\\%.\u007f]|--|\/\*|\*\//;

/**
 * Check the name of an annotation, which becomes a column alias.
 * @throws FieldError for white space, quotes, semicolons, comments, control characters, and names of the language
 */
export function checkAlias(name: string): void {
  if (name === '' || FORBIDDEN.test(name)) {
    throw new FieldError(
      `The alias ${JSON.stringify(name)} cannot name a column.`,
      'Column aliases cannot contain whitespace characters, quotation marks, semicolons, dots, percent signs or SQL comments.',
    );
  }
  if (name === '__proto__' || name === 'constructor' || name === 'prototype') {
    throw new FieldError(
      `The alias '${name}' has a meaning of its own in JavaScript.`,
      'Choose another name.',
    );
  }
}
