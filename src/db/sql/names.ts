import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';

/** Stands between the parts of a lookup: `author__name__startswith`. */
export const LOOKUP_SEP = '__';

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const FORBIDDEN = /[\u0000-\u0020'"`;()[\]\\%.\u007f]|--|\/\*|\*\//;

/** What rows cannot have as a column of their own. */
const MEMBERS: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype', '_meta', '_state']);

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
  if (MEMBERS.has(name)) {
    throw new FieldError(
      `The alias '${name}' is the name of something that every object or every instance of a model has.`,
      'Choose another name.',
    );
  }
}

/** @throws FieldError for names that are no texts, such as parts of a request's JSON */
export function checkNames(method: string, names: readonly unknown[]): void {
  for (const name of names) {
    if (typeof name !== 'string')
      throw new FieldError(`${method}() takes names of fields, not ${shownValue(name)}.`);
  }
}
