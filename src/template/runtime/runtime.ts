import { escapeText } from '../../utils/html.ts';
import { applyFilter } from './apply-filter.ts';
import { attr, failedAttr } from './attributes.ts';
import { callIfCallable } from './call.ts';
import { compare, contains, equal, same } from './compare.ts';
import { innerLoop, openLoop, unpack } from './for-loop.ts';
import { falseIfMissing, invalid, isMissing, missingAsNull, requireArgument } from './invalid.ts';
import { gathered, items } from './items.ts';
import { root, rootValue } from './names.ts';
import { output, rendered } from './output.ts';
import { pending, pendingLookup, settle } from './pending.ts';
import { truth } from './truth.ts';

/** What compiled templates call: `R` in their code. */
export const runtime = {
  applyFilter,
  attr,
  compare,
  contains,
  equal,
  escapeText,
  falseIfMissing,
  gathered,
  innerLoop,
  invalid,
  isMissing,
  items,
  missingAsNull,
  openLoop,
  output,
  pending,
  pendingLookup,
  rendered,
  requireArgument,
  root,
  rootValue,
  same,
  settle,
  failedAttr,
  truth,
  unpack,
  callIfCallable,
};
