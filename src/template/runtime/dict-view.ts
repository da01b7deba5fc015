import { repr } from '../../utils/python-str.ts';

/** What `items`, `keys` and `values` of a dictionary give: a list that is printed as Python prints it. */
export function dictView(kind: 'items' | 'keys' | 'values', entries: [unknown, unknown][]): unknown[] {
  const view: unknown[] = kind === 'items' ? entries : entries.map((entry) => entry[kind === 'keys' ? 0 : 1]);
  const shown = kind === 'items' ? pairText : repr;
  return Object.defineProperty(view, 'toString', {
    value: () => `dict_${kind}([${view.map(shown).join(', ')}])`,
  });
}

function pairText(pair: unknown): string {
  return `(${(pair as unknown[]).map(repr).join(', ')})`;
}
