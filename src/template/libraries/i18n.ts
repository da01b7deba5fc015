import { settings } from '../../conf/configure.ts';
import { whenReady } from '../../utils/awaitable.ts';
import { getLanguageInfo } from '../../utils/language-info.ts';
import { str } from '../../utils/python-str.ts';
import { getLanguage, getLanguageBidi, gettext, override } from '../../utils/translation.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Definer } from '../filters/define.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
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

const define = new Definer(i18n);
define.value('language_name', (code) => getLanguageInfo(str(code)).name);
define.value('language_name_translated', (code) => gettext(getLanguageInfo(str(code)).name));
define.value('language_name_local', (code) => getLanguageInfo(str(code)).nameLocal);
define.value('language_bidi', (code) => getLanguageInfo(str(code)).bidi);

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
  return assignNode(target, (context) =>
    whenReady(code.resolve(context), (value) => getLanguageInfo(str(value))),
  );
});

/** `{% get_language_info_list for LANGUAGES as langs %}`. */
i18n.tag('get_language_info_list', (parser, token) => {
  const { source, target } = forAs(token, 'sequence');
  const codes = parser.compileFilter(source);
  return assignNode(target, (context) =>
    whenReady(whenReady(codes.resolve(context), items), (list) =>
      list.map((entry) => getLanguageInfo(str(Array.isArray(entry) ? entry[0] : entry))),
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
