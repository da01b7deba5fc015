import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { formatHtml } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import type { Context } from '../context.ts';
import type { TemplateNode } from '../nodes/node.ts';
import { bound } from '../runtime/names.ts';

const CSRF_NODE: TemplateNode = {
  assigns: [],
  render(context: Context): Awaitable<string> {
    return whenReady(bound(context.get('csrf_token')), (token) => {
      if (token === undefined || token === null || typeof token === 'symbol') return '';
      const text = str(token);
      if (text === '' || text === 'NOTPROVIDED') return '';
      return formatHtml('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', text).toString();
    });
  },
};

/** `{% csrf_token %}`: the hidden field that a POST form needs. */
export function csrfToken(): TemplateNode {
  return CSRF_NODE;
}
