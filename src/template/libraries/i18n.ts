import { settings } from '../../conf/configure.ts';
import { LookupError } from '../../core/errors/lookup-error.ts';
import { whenReady } from '../../utils/awaitable.ts';
import { getLanguageInfo, type LanguageInfo } from '../../utils/language-info.ts';
import { str } from '../../utils/python-str.ts';
import { getLanguage, getLanguageBidi, override } from '../../utils/translation/active-language.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Definer } from '../filters/define.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';
import { items } from '../runtime/items.ts';
import type { Token } from '../token.ts';
import { blocktranslate } from './blocktranslate.ts';
import { assignNode, overrideNode } from './scoped-node.ts';
import { translate } from './translate.ts';

/** `{% load i18n %}`: translation. */
export const i18n: Library = new Library();
i18n.tag('translate', translate);
i18n.tag('trans', translate);
i18n.tag('blocktranslate', blocktranslate);
i18n.tag('blocktrans', blocktranslate);

/** @throws TemplateValueError for an unknown language */
function languageInfo(code: unknown): LanguageInfo {
  try {
    return getLanguageInfo(str(code));
  } catch (error) {
    if (!(error instanceof LookupError)) throw error;
    throw new TemplateValueError(
      `${briefly(code)} is no language code.`,
      'Codes are as in LANGUAGES: ko, pt-br.',
      {
        cause: error,
      },
    );
  }
}

const define = new Definer(i18n);
define.value('language_name', (code) => languageInfo(code).name);
define.value('language_name_translated', (code) => gettext(languageInfo(code).name));
define.value('language_name_local', (code) => languageInfo(code).nameLocal);
define.value('language_bidi', (code) => languageInfo(code).bidi);

/** `{% language "ko" %}…{% endlanguage %}`. */
i18n.tag('language', (parser: Parser, token: Token): TemplateNode => {
  const bits = token.splitContents();
  if (bits.length !== 2) throw new TemplateSyntaxError(`'${bits[0]}' takes one argument (language)`);
  const language = parser.compileFilter(bits[1]!);
  const nodelist = parser.parse(['endlanguage']);
  parser.deleteFirstToken();
  return overrideNode(nodelist, language, (value, run) => override(value === null ? null : str(value), run));
});

/** Tags of the form `{% name as variable %}`. */
const VALUES: Readonly<Record<string, () => unknown>> = {
  get_available_languages: () => settings.LANGUAGES.map(([code, name]) => [code, gettext(name)]),
  get_current_language: getLanguage,
  get_current_language_bidi: getLanguageBidi,
};
for (const [name, value] of Object.entries(VALUES)) {
  i18n.tag(name, (_parser, token) => {
    const words = token.contents.split(/\s+/);
    if (words.length !== 3 || words[1] !== 'as')
      throw new TemplateSyntaxError(`'${name}' requires 'as variable'`);
    return assignNode(words[2]!, value);
  });
}

/** `{% get_language_info for "de" as lang %}`. */
i18n.tag('get_language_info', (parser, token) => {
  const { source, target } = forAs(token, 'string');
  const code = parser.compileFilter(source);
  return assignNode(target, (context) => whenReady(code.resolve(context), (value) => languageInfo(value)));
});

/** `{% get_language_info_list for LANGUAGES as langs %}`. */
i18n.tag('get_language_info_list', (parser, token) => {
  const { source, target } = forAs(token, 'sequence');
  const codes = parser.compileFilter(source);
  return assignNode(target, (context) =>
    whenReady(whenReady(codes.resolve(context), items), (list) =>
      list.map((entry) => languageInfo(Array.isArray(entry) ? entry[0] : entry)),
    ),
  );
});

function forAs(token: Token, what: string): { source: string; target: string } {
  const bits = token.splitContents();
  if (bits.length !== 5 || bits[1] !== 'for' || bits[3] !== 'as') {
    throw new TemplateSyntaxError(`'${bits[0]}' requires 'for ${what} as variable'`);
  }
  return { source: bits[2]!, target: bits[4]! };
}
