import { str } from '../../utils/python-str.ts';
import { getCurrentTimezoneName, isZone, override } from '../../utils/timezone.ts';
import { currentZone } from '../../utils/wall-clock.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Definer } from '../filters/define.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';
import type { Token } from '../token.ts';
import { toZone } from './in-zone.ts';
import { onOrOff } from './l10n.ts';
import { assignNode, overrideNode, switchNode } from './scoped-node.ts';

/** `{% load tz %}`: times in other zones. */
export const tz: Library = new Library();
const define = new Definer(tz);
define.value('localtime', (value) => toZone(value, currentZone()));
define.value('utc', (value) => toZone(value, 'UTC'));
define.value('timezone', (value, arg) => toZone(value, arg), { arg: 'required' });

/** `{% localtime off %}…{% endlocaltime %}`: times as they are, in the zone they carry. */
tz.tag('localtime', (parser: Parser, token: Token): TemplateNode => {
  const isOn = onOrOff(token);
  const nodelist = parser.parse(['endlocaltime']);
  parser.deleteFirstToken();
  return switchNode(nodelist, 'useTz', isOn);
});

/** `{% timezone "Asia/Seoul" %}…{% endtimezone %}`; None goes back to the zone of the settings. */
tz.tag('timezone', (parser: Parser, token: Token): TemplateNode => {
  const bits = token.splitContents();
  if (bits.length !== 2) throw new TemplateSyntaxError(`'${bits[0]}' takes one argument (timezone)`);
  const zone = parser.compileFilter(bits[1]!);
  const nodelist = parser.parse(['endtimezone']);
  parser.deleteFirstToken();
  return overrideNode(nodelist, zone, (value, run) => override(value === null ? null : zoneOf(value), run));
});

/** @throws TemplateValueError for what is no zone */
function zoneOf(value: unknown): string {
  const zone = str(value);
  if (isZone(zone)) return zone;
  throw new TemplateValueError(
    `${briefly(value)} is no time zone.`,
    "Use a name such as 'Asia/Seoul', 'UTC' or '+09:00'.",
  );
}

/** `{% get_current_timezone as name %}`. */
tz.tag('get_current_timezone', (_parser: Parser, token: Token): TemplateNode => {
  const words = token.contents.split(/\s+/);
  if (words.length !== 3 || words[1] !== 'as') {
    throw new TemplateSyntaxError("'get_current_timezone' requires 'as variable'");
  }
  return assignNode(words[2]!, getCurrentTimezoneName);
});
