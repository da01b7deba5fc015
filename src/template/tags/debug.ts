import { settings } from '../../conf/configure.ts';
import { escapeText } from '../../utils/html.ts';
import { repr } from '../../utils/python-str.ts';
import type { TemplateNode } from '../nodes/node.ts';

/** `{% debug %}`: the variables of the context, while DEBUG is on. */
export function debug(): TemplateNode {
  return {
    assigns: [],
    render: (context) => {
      if (!settings.DEBUG) return '';
      const lines = [...context.flatten()].map(([name, value]) => `${name}: ${repr(value)}`);
      return escapeText(`${lines.join('\n')}\n\n`);
    },
  };
}
