import { isConfigured, settings } from '../../../conf/configure.ts';
import { MaxValueValidator } from '../../../core/validators/max-value-validator.ts';
import { MinValueValidator } from '../../../core/validators/min-value-validator.ts';
import { connections, DEFAULT_DB_ALIAS } from '../../connections.ts';
import type { Validator } from './options.ts';

type Range = readonly [min: number, max: number];

const SAFE: Range = [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER];
const POSITIVE: Range = [0, Number.MAX_SAFE_INTEGER];

/** What a kind of column holds in the default database, as far as JavaScript counts exactly. */
export function integerRange(internalType: string): Range {
  const [least, most] = internalType.startsWith('Positive') ? POSITIVE : SAFE;
  if (!isConfigured() || !(DEFAULT_DB_ALIAS in settings.DATABASES)) return [least, most];
  const [min, max] = connections.get().ops.integerFieldRange(internalType) ?? SAFE;
  return [Math.max(min, least), Math.min(max, most)];
}

/** The checks of a column's range, without those that a field's own validators make stricter. */
export function rangeValidators(internalType: string, own: readonly Validator[]): readonly Validator[] {
  const [min, max] = integerRange(internalType);
  const hasMin = own.some((one) => one instanceof MinValueValidator && Number(limitOf(one)) >= min);
  const hasMax = own.some((one) => one instanceof MaxValueValidator && Number(limitOf(one)) <= max);
  return [...(hasMin ? [] : [new MinValueValidator(min)]), ...(hasMax ? [] : [new MaxValueValidator(max)])];
}

function limitOf({ limitValue }: MinValueValidator | MaxValueValidator): unknown {
  return typeof limitValue === 'function' ? limitValue() : limitValue;
}
