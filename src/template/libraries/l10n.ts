import { localize } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Definer } from '../filters/define.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';
import { switchNode } from './scoped-node.ts';

/** `{% load l10n %}`: formats of the language on and off. */
export const l10n: Library = new Library();
const define = new Definer(l10n);
define.value('localize', (value) => formatted(value, true));
define.value('unlocalize', (value) => formatted(value, false));

/** Safe texts stay safe: there is nothing to format in them. */
function formatted(value: unknown, useL10n: boolean): unknown {
  if (value instanceof SafeString) return value;
  const shown = localize(value, useL10n);
  return shown instanceof SafeString ? shown : str(shown);
}

/** `{% localize on %}…{% endlocalize %}`. */
function localizeTag(parser: Parser, token: Token): TemplateNode {
  const isOn = onOrOff(token);
  const nodelist = parser.parse(['endlocalize']);
  parser.deleteFirstToken();
  return switchNode(nodelist, 'useL10n', isOn);
}

/** The argument of a tag that takes `on`, `off` or nothing. */
export function onOrOff(token: Token): boolean {
  const bits = token.splitContents();
  if (bits.length > 2 || (bits.length === 2 && bits[1] !== 'on' && bits[1] !== 'off')) {
    throw new TemplateSyntaxError(`'${bits[0]}' argument should be 'on' or 'off'`);
  }
  return bits[1] !== 'off';
}

l10n.tag('localize', localizeTag);
