import type { Column } from './column.ts';
import { ORDER_VAR } from './parameters.ts';

/** Columns that the list is sorted by: their index, and whether upside down. */
export type SortColumns = ReadonlyMap<number, 'asc' | 'desc'>;

/** What `?o=1.-2` says: column 1, then column 2 upside down. Columns that can't be sorted by are passed over. */
export function sortColumns(value: string | undefined, columns: readonly Column[]): SortColumns {
  const sorted = new Map<number, 'asc' | 'desc'>();
  for (const part of value?.split('.') ?? []) {
    const match = /^(-?)(\d+)$/.exec(part);
    const index = Number(match?.[2]) - 1;
    if (match !== null && columns[index]?.ordering !== undefined)
      sorted.set(index, match[1] === '-' ? 'desc' : 'asc');
  }
  return sorted;
}

/** The names to order a query by. A column's own ordering may be upside down already. */
export function orderNames(sorted: SortColumns, columns: readonly Column[]): string[] {
  return [...sorted].map(([index, direction]) => {
    const name = columns[index]!.ordering!;
    const descends = name.startsWith('-') !== (direction === 'desc');
    return (descends ? '-' : '') + name.replace(/^-/, '');
  });
}

/** The columns that the model's own ordering sorts by, to show it in the headings. */
export function defaultSortColumns(ordering: readonly unknown[], columns: readonly Column[]): SortColumns {
  const sorted = new Map<number, 'asc' | 'desc'>();
  for (const entry of ordering) {
    if (typeof entry !== 'string') continue;
    const index = columns.findIndex((column) => column.ordering === entry.replace(/^-/, ''));
    if (index !== -1) sorted.set(index, entry.startsWith('-') ? 'desc' : 'asc');
  }
  return sorted;
}

/** The value of `?o=` after a click on a heading: it comes first, and turns around if it was first already. */
export function toggled(sorted: SortColumns, index: number): Record<string, string> {
  const first = sorted.keys().next().value === index;
  const direction = first && sorted.get(index) === 'asc' ? 'desc' : 'asc';
  const others = [...sorted].filter(([other]) => other !== index);
  const parts = [[index, direction] as const, ...others].map(
    ([column, way]) => `${way === 'desc' ? '-' : ''}${column + 1}`,
  );
  return { [ORDER_VAR]: parts.join('.') };
}
