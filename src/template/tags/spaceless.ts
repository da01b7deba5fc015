import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { stripSpacesBetweenTags } from '../../utils/strip-spaces.ts';
import type { Context } from '../context.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';

/** `{% spaceless %}…{% endspaceless %}`: no white space between tags. */
export function spaceless(parser: Parser): TemplateNode {
  const nodelist = parser.parse(['endspaceless']);
  parser.deleteFirstToken();
  return {
    nodelist,
    render: (context: Context): Awaitable<string> =>
      whenReady(nodelist.render(context), (html) => stripSpacesBetweenTags(html.trim())),
  };
}
