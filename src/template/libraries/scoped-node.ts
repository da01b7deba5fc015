import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { finishing } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';

/** Content that is rendered with a switch of the context set: `{% localize on %}`, `{% localtime off %}`. */
export function switchNode(nodelist: NodeList, option: 'useL10n' | 'useTz', value: boolean): TemplateNode {
  return {
    nodelist,
    render(context: Context): Awaitable<string> {
      const before = context[option];
      context[option] = value;
      return finishing(
        () => nodelist.render(context),
        () => {
          context[option] = before;
        },
      );
    },
  };
}

/** Content that is rendered inside a block of code that the value of an expression opens: a language, a time zone. */
export function overrideNode(
  nodelist: NodeList,
  expression: FilterExpression,
  override: (value: unknown, run: () => Awaitable<string>) => Awaitable<string>,
): TemplateNode {
  return {
    nodelist,
    render: (context: Context): Awaitable<string> =>
      whenReady(expression.resolve(context), (value) => override(value, () => nodelist.render(context))),
  };
}

/** A tag `{% name as variable %}` that puts a value into the context. */
export function assignNode(variable: string, value: (context: Context) => Awaitable<unknown>): TemplateNode {
  return {
    assigns: [variable],
    render: (context: Context): Awaitable<string> =>
      whenReady(value(context), (ready) => {
        context.set(variable, ready);
        return '';
      }),
  };
}
