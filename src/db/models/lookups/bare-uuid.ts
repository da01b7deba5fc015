import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { Expression } from '../../sql/expression.ts';

/** UUIDs are kept as digits alone where they have no type of their own. */
export function isBareUuid(lhs: Expression, { features }: DatabaseWrapper): boolean {
  return !features.hasNativeUuidField && lhs.outputFieldOrNone?.getInternalType() === 'UUIDField';
}
