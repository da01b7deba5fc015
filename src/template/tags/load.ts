import { nearest } from '../../utils/nearest.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import { NOTHING } from '../nodes/nothing.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';

/** `{% load i18n humanize %}`, `{% load intcomma from humanize %}`. */
export function load(parser: Parser, token: Token): TemplateNode {
  const bits = token.contents.split(/\s+/);
  if (bits.length >= 4 && bits.at(-2) === 'from') {
    const name = bits.at(-1)!;
    parser.addLibrary(part(parser.engine.findLibrary(name), name, bits.slice(1, -2)));
  } else {
    for (const name of bits.slice(1)) parser.addLibrary(parser.engine.findLibrary(name));
  }
  return NOTHING;
}

/** Some tags and filters of a library. @throws TemplateSyntaxError for a name it doesn't have */
function part(library: Library, label: string, names: readonly string[]): Library {
  const subset = new Library();
  for (const name of names) {
    const tag = library.tags.get(name);
    const filter = library.filters.get(name);
    if (tag === undefined && filter === undefined) {
      const known = [...library.tags.keys(), ...library.filters.keys()];
      const near = nearest(name, known);
      throw new TemplateSyntaxError(
        `'${name}' is not a valid tag or filter in tag library '${label}'.`,
        `${near === undefined ? '' : `Did you mean '${near}'? `}It has: ${known.sort().join(', ')}.`,
      );
    }
    if (tag !== undefined) subset.tags.set(name, tag);
    if (filter !== undefined) subset.filters.set(name, filter);
  }
  return subset;
}
