import { conditionalEscape } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import type { EscapeState } from '../filter.ts';
import { TemplateNestingError } from '../render-errors.ts';
import { items } from '../runtime/items.ts';

/** Lists within lists deeper than this are surely a mistake, or a list that holds itself. */
const MAX_DEPTH = 200;

/** The items of an HTML list; a list behind an item is its sublist. */
export function unorderedList(list: readonly unknown[], state: EscapeState, depth = 1): string {
  if (depth > MAX_DEPTH) throw new TemplateNestingError(`Lists are nested more than ${MAX_DEPTH} deep.`);
  const indent = '\t'.repeat(depth);
  const show = (item: unknown): string =>
    state.autoescape
      ? conditionalEscape(typeof item === 'object' && item !== null ? item : str(item)).toString()
      : str(item);
  const lines: string[] = [];
  for (let i = 0; i < list.length; i++) {
    const children = sublist(list[i + 1]);
    let inner = '';
    if (children !== undefined) {
      i++;
      if (children.length > 0) {
        inner = `\n${indent}<ul>\n${unorderedList(children, state, depth + 1)}\n${indent}</ul>\n${indent}`;
      }
      lines.push(`${indent}<li>${show(list[i - 1])}${inner}</li>`);
    } else lines.push(`${indent}<li>${show(list[i])}</li>`);
  }
  return lines.join('\n');
}

function sublist(value: unknown): readonly unknown[] | undefined {
  if (Array.isArray(value)) return value;
  const isGenerator =
    typeof value === 'object' && value !== null && Symbol.iterator in value && 'next' in value;
  return isGenerator ? (items(value) as readonly unknown[]) : undefined;
}
