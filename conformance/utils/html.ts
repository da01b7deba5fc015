import { escapejs } from '../../src/utils/escape-js.ts';
import { conditionalEscape, escape as escapeHtml, formatHtml } from '../../src/utils/html.ts';
import { jsonScript } from '../../src/utils/json-script.ts';
import { linebreaks } from '../../src/utils/linebreaks.ts';
import { smartUrlquote } from '../../src/utils/smart-urlquote.ts';
import { stripSpacesBetweenTags } from '../../src/utils/strip-spaces.ts';
import { stripTags } from '../../src/utils/strip-tags.ts';
import { urlize } from '../../src/utils/urlize.ts';
import type { UtilityFunctions } from './utility-function.ts';

export const html: UtilityFunctions = {
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
