import type { ColumnDetails, TableDetails } from '../../backends/base/table-details.ts';
import type { Difference } from './compare-table.ts';
import { isSameDefinition } from './same-definition.ts';

/**
 * Defaults, comments, collations and what generated columns, indexes and constraints are made of, where both sides have them.
 * @param decimals the columns of decimal numbers
 */
export function compareDetails(
  is: TableDetails,
  shouldBe: TableDetails,
  decimals: readonly string[],
): Difference[] {
  const isSame = (a: string | null, b: string | null, of: string): boolean =>
    isSameDefinition(
      a,
      b,
      decimals.some((column) => of.includes(column)),
    );
  const found: string[] = [];
  const told = (value: string | null): string => (value === null ? 'none' : quotedIfEmpty(value));
  if ((is.comment ?? '') !== (shouldBe.comment ?? '')) {
    found.push(`the comment of the table is ${told(is.comment)}, and should be ${told(shouldBe.comment)}`);
  }
  for (const [name, wanted] of shouldBe.columns) {
    const column = is.columns.get(name);
    if (column === undefined) continue;
    for (const [aspect, word] of ASPECTS) {
      const [now, then] = [column[aspect], wanted[aspect]];
      if (aspect === 'comment' ? (now ?? '') === (then ?? '') : isSame(now, then, `${name} ${then}`))
        continue;
      found.push(`column ${name} has the ${word} ${told(now)}, and should have ${told(then)}`);
    }
  }
  for (const [name, wanted] of shouldBe.definitions) {
    const definition = is.definitions.get(name);
    if (definition === undefined || isSame(definition, wanted, wanted)) continue;
    found.push(`${name} is ${definition}, and should be ${wanted}`);
  }
  return found.map((text) => ({ sign: '~', text }));
}

const ASPECTS: readonly (readonly [keyof ColumnDetails, string])[] = [
  ['default', 'default'],
  ['collation', 'collation'],
  ['comment', 'comment'],
  ['generated', 'expression'],
];

function quotedIfEmpty(text: string): string {
  return text === '' ? "''" : text;
}
