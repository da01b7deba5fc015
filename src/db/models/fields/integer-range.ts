import { isConfigured, settings } from '../../../conf/configure.ts';
import { MaxValueValidator } from '../../../core/validators/max-value-validator.ts';
import { MinValueValidator } from '../../../core/validators/min-value-validator.ts';
import { connections, DEFAULT_DB_ALIAS } from '../../connections.ts';
import type { Validator } from './options.ts';

type Range = readonly [min: number | bigint, max: number | bigint];

const WIDE: Range = [-(2n ** 63n), 2n ** 63n - 1n];
const POSITIVE: Range = [0, WIDE[1]];

/** What a kind of column holds in the default database. */
function integerRange(internalType: string): Range {
  const known =
    isConfigured() && DEFAULT_DB_ALIAS in settings.DATABASES
      ? connections.get().ops.integerFieldRange(internalType)
      : undefined;
  return known ?? (internalType.startsWith('Positive') ? POSITIVE : WIDE);
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
