import { format, timeFormat } from '../../src/utils/dateformat.ts';
import { timesince, timeuntil } from '../../src/utils/timesince.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

function run(vector: Vector): unknown {
  const args = (vector['args'] as unknown[]).map(decode);
  const kwargs = decode(vector['kwargs'] ?? {}) as { now?: unknown; depth?: number };
  switch (vector['fn']) {
    case 'format':
      return format(args[0], String(args[1]));
    case 'time_format':
      return timeFormat(args[0], String(args[1]));
    case 'timesince':
    case 'timeuntil': {
      const measure = vector['fn'] === 'timesince' ? timesince : timeuntil;
      return measure(
        args[0],
        args[1] ?? kwargs.now,
        kwargs.depth === undefined ? {} : { depth: kwargs.depth },
      );
    }
    default:
      throw new Error(`There is no function ${String(vector['fn'])}.`);
  }
}

export const dateformat: Family = { name: 'dateformat', run };
