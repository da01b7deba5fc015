import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { finishing } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';

/** `{% filter upper|escape %}…{% endfilter %}`. */
class FilterNode implements TemplateNode {
  readonly nodelist: NodeList;
  readonly expression: FilterExpression;
  readonly assigns = [];

  constructor(expression: FilterExpression, nodelist: NodeList) {
    this.expression = expression;
    this.nodelist = nodelist;
  }

  render(context: Context): Awaitable<string> {
    return whenReady(this.nodelist.render(context), (content) => {
      const depth = context.push(new Map([['var', new SafeString(content)]]));
      return whenReady(
        finishing(
          () => this.expression.resolve(context),
          () => context.popTo(depth),
        ),
        str,
      );
    });
  }
}

export function filterTag(parser: Parser, token: Token): TemplateNode {
  const rest = token.contents.replace(/^\S+\s*/, '');
  const expression = parser.compileFilter(`var|${rest}`);
  for (const { filter } of expression.filters) {
    if (filter.name === 'escape' || filter.name === 'safe') {
      throw new TemplateSyntaxError(
        `"filter ${filter.name}" is not permitted.`,
        'Use the "autoescape" tag instead.',
      );
    }
  }
  const nodelist = parser.parse(['endfilter']);
  parser.deleteFirstToken();
  return new FilterNode(expression, nodelist);
}
