import { escapejs } from '../../src/utils/escape-js.ts';
import { conditionalEscape, escape as escapeHtml, formatHtml } from '../../src/utils/html.ts';
import { jsonScript } from '../../src/utils/json-script.ts';
import { getLanguageInfo } from '../../src/utils/language-info.ts';
import { linebreaks } from '../../src/utils/linebreaks.ts';
import { format as formatNumber } from '../../src/utils/numberformat.ts';
import { smartUrlquote } from '../../src/utils/smart-urlquote.ts';
import { stripSpacesBetweenTags } from '../../src/utils/strip-spaces.ts';
import { stripTags } from '../../src/utils/strip-tags.ts';
import {
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
import * as timezone from '../../src/utils/timezone.ts';
import { urlize } from '../../src/utils/urlize.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

type Kwargs = Readonly<Record<string, never>>;
/** A function of Django's under its dotted name. `object` is what a method is called on. */
export type UtilityFunction = (
  args: never[],
  kwargs: Kwargs,
  object: ObjectDescription | undefined,
) => unknown;

export interface ObjectDescription {
  readonly class: string;
  readonly args: unknown[];
  readonly kwargs: Readonly<Record<string, unknown>>;
  readonly attrs: Readonly<Record<string, unknown>>;
}

const truncator = (object: ObjectDescription | undefined) => new Truncator(String(object!.args[0]));

const html: Readonly<Record<string, UtilityFunction>> = {
  'html.escape': ([text]) => escapeHtml(text),
  'html.conditional_escape': ([text]) => conditionalEscape(text),
  'html.escapejs': ([text]) => escapejs(String(text)),
  'html.json_script': ([value, id]) => jsonScript(value, id),
  'html.linebreaks': ([text], { autoescape }) => linebreaks(String(text), autoescape ?? false),
  'html.smart_urlquote': ([url]) => smartUrlquote(url),
  'html.strip_spaces_between_tags': ([text]) => stripSpacesBetweenTags(String(text)),
  'html.strip_tags': ([text]) => stripTags(String(text)),
  'html.urlize': ([text], kwargs) => urlize(String(text), kwargs),
  'html.format_html': ([text, ...args], kwargs) =>
    formatHtml(text, ...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])),
};

const text: Readonly<Record<string, UtilityFunction>> = {
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

const numbersAndTimes: Readonly<Record<string, UtilityFunction>> = {
  'numberformat.format': ([number, separator, places, grouping, thousands, forced, localized], kwargs) =>
    formatNumber(number, {
      decimalSeparator: separator ?? kwargs['decimal_sep'],
      decimalPos: places ?? kwargs['decimal_pos'],
      grouping: grouping ?? kwargs['grouping'] ?? 0,
      thousandSeparator: thousands ?? kwargs['thousand_sep'] ?? '',
      forceGrouping: forced ?? kwargs['force_grouping'] ?? false,
      useL10n: localized ?? kwargs['use_l10n'] ?? true,
    }),
  'timezone.get_fixed_timezone': ([offset]) => timezone.getFixedTimezone(offset),
  'timezone.is_aware': ([value]) => timezone.isAware(value),
  'timezone.is_naive': ([value]) => timezone.isNaive(value),
  'timezone.make_aware': ([value, zone], kwargs) => timezone.makeAware(value, zone ?? kwargs['timezone']),
  'timezone.make_naive': ([value, zone], kwargs) => timezone.makeNaive(value, zone ?? kwargs['timezone']),
  'translation.get_language_info': ([code]) => infoRecord(code),
};

function infoRecord(code: string) {
  const { name, nameLocal, nameTranslated, bidi, code: base } = getLanguageInfo(code);
  return { bidi, code: base, name, name_local: nameLocal, name_translated: nameTranslated };
}

/** Every function that can be replayed, by Django's name. */
const functions: Readonly<Record<string, UtilityFunction>> = { ...html, ...text, ...numbersAndTimes };

function run(vector: Vector): unknown {
  const name = String(vector['fn']);
  const call = functions[name];
  if (call === undefined) throw new Error(`There is no function ${name}.`);
  const { object } = vector as { object?: Partial<ObjectDescription> };
  const described = object && {
    class: String(object.class),
    args: (object.args ?? []).map(decode),
    kwargs: decode(object.kwargs ?? {}) as Record<string, unknown>,
    attrs: decode(object.attrs ?? {}) as Record<string, unknown>,
  };
  return call(
    (vector['args'] as unknown[]).map(decode) as never[],
    decode(vector['kwargs'] ?? {}) as Kwargs,
    described,
  );
}

export const utils: Family = { name: 'utils', run };
