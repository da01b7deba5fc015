import { builtinLibraries } from '../../src/template/builtins.ts';
import { Context } from '../../src/template/context.ts';
import { humanize } from '../../src/template/libraries/humanize.ts';
import { l10n } from '../../src/template/libraries/l10n.ts';
import { tz } from '../../src/template/libraries/tz.ts';
import { applyFilter } from '../../src/template/runtime/apply-filter.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

const libraries = [...builtinLibraries, humanize, l10n, tz];

/** A filter, called as Python code would call its function: in a template that escapes unless the line says otherwise. */
function run(vector: Vector): unknown {
  const entry = libraries.map((library) => library.filters.get(String(vector['filter']))).find(Boolean);
  if (entry === undefined) throw new Error(`There is no filter ${String(vector['filter'])}.`);
  const args = (vector['args'] as unknown[]).map(decode);
  const { autoescape = true } = (vector['kwargs'] ?? {}) as { autoescape?: boolean };
  return applyFilter(
    entry,
    decode(vector['value']),
    new Context({}, { autoescape }),
    args[0],
    args.length > 0,
  );
}

export const filter: Family = { name: 'filter', run };
