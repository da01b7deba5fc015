import { LOOKUP_SEP } from '../../sql/names.ts';
import type { RelatedTree } from '../../sql/query.ts';

/** The relations of `selectRelated()` as a tree, added to those of the calls before. */
export function relatedTree(before: RelatedTree | boolean, names: readonly string[]): RelatedTree {
  const tree: RelatedTree =
    typeof before === 'object' ? copyTree(before) : (Object.create(null) as RelatedTree);
  for (const name of names) {
    let part = tree;
    for (const piece of name.split(LOOKUP_SEP)) part = part[piece] ??= Object.create(null) as RelatedTree;
  }
  return tree;
}

function copyTree(tree: RelatedTree): RelatedTree {
  const copy = Object.create(null) as RelatedTree;
  for (const [name, part] of Object.entries(tree)) copy[name] = copyTree(part);
  return copy;
}
