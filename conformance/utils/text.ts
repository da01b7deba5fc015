import { loremParagraphs, loremWords } from '../../src/utils/lorem-ipsum.ts';
import {
  camelToSpaces,
  capfirst,
  getTextList,
  getValidFilename,
  normalizeNewlines,
  phone2numeric,
  slugify,
  smartSplit,
  Truncator,
  unescapeStringLiteral,
  wrap,
} from '../../src/utils/text.ts';
import type { ObjectDescription, UtilityFunctions } from './utility-function.ts';

const truncator = (object: ObjectDescription | undefined) => new Truncator(String(object!.args[0]));

export const text: UtilityFunctions = {
  'lorem_ipsum.words': ([count, common]) => loremWords(count, common),
  'lorem_ipsum.paragraphs': ([count, common]) => loremParagraphs(count, common),
  'text.capfirst': ([value]) => capfirst(value),
  'text.camel_case_to_spaces': ([value]) => camelToSpaces(value),
  'text.get_text_list': ([items, last]) => getTextList(items, last),
  'text.get_valid_filename': ([name]) => getValidFilename(name),
  'text.normalize_newlines': ([value]) => normalizeNewlines(value),
  'text.phone2numeric': ([value]) => phone2numeric(value),
  'text.slugify': ([value], { allow_unicode }) => slugify(String(value), allow_unicode ?? false),
  'text.smart_split': ([value]) => smartSplit(value),
  'text.unescape_string_literal': ([value]) => unescapeStringLiteral(value),
  'text.wrap': ([value, width]) => wrap(value, width),
  'text.Truncator.chars': ([num, truncate], kwargs, object) =>
    truncator(object).chars(num, { truncate: truncate ?? kwargs['truncate'], html: kwargs['html'] ?? false }),
  'text.Truncator.words': ([num, truncate], kwargs, object) =>
    truncator(object).words(num, { truncate: truncate ?? kwargs['truncate'], html: kwargs['html'] ?? false }),
};
