import { escapejs } from '../../src/utils/escape-js.ts';
import {
  conditionalEscape,
  escape as escapeHtml,
  formatHtml,
  formatHtmlJoin,
  isSafe,
  markSafe,
} from '../../src/utils/html.ts';
import { jsonScript } from '../../src/utils/json-script.ts';
import { linebreaks } from '../../src/utils/linebreaks.ts';
import { str } from '../../src/utils/python-str.ts';
import { smartUrlquote } from '../../src/utils/smart-urlquote.ts';
import { stripSpacesBetweenTags } from '../../src/utils/strip-spaces.ts';
import { stripTags } from '../../src/utils/strip-tags.ts';
import { avoidWrapping } from '../../src/utils/timesince.ts';
import { urlize } from '../../src/utils/urlize.ts';
import type { UtilityFunctions } from './utility-function.ts';

export const html: UtilityFunctions = {
  'html.escape': ([text]) => escapeHtml(text),
  'html.conditional_escape': ([text]) => conditionalEscape(text),
  'html.escapejs': ([text]) => escapejs(str(text)),
  'html.json_script': ([value, id], kwargs) => jsonScript(value, id ?? kwargs['element_id']),
  'safestring.mark_safe': ([text]) => markSafe(str(text)),
  'html.linebreaks': ([text], { autoescape }) => linebreaks(str(text), autoescape ?? false),
  'html.smart_urlquote': ([url]) => smartUrlquote(url),
  'html.strip_spaces_between_tags': ([text]) => stripSpacesBetweenTags(String(text)),
  'html.strip_tags': ([text]) => stripTags(String(text)),
  'html.urlize': ([text, limit, nofollow, autoescape], kwargs) =>
    urlize(String(text), {
      trimUrlLimit: limit ?? kwargs['trim_url_limit'] ?? null,
      nofollow: nofollow ?? kwargs['nofollow'] ?? false,
      autoescape: autoescape ?? kwargs['autoescape'] ?? false,
      safe: isSafe(text),
    }),
  'html.avoid_wrapping': ([text]) => avoidWrapping(text),
  'html.format_html_join': ([separator, format, rows]) => formatHtmlJoin(separator, format, rows),
  'html.format_html': ([text, ...args], kwargs) =>
    formatHtml(text, ...args, ...(Object.keys(kwargs).length > 0 ? [kwargs] : [])),
};
