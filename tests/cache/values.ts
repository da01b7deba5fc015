import { Decimal, markSafe, Temporal } from 'jango/utils';

/** A value of each kind that caches keep. */
export const VALUES: Readonly<Record<string, unknown>> = {
  text: 'caffè <b>',
  empty: '',
  number: 1.5,
  notANumber: Number.NaN,
  minusZero: -0,
  bigint: 2n ** 70n,
  yes: true,
  nothing: null,
  undefined: undefined,
  safe: markSafe('<b>'),
  decimal: new Decimal('1.50'),
  moment: new Date('2024-05-13T15:04:05.123Z'),
  date: Temporal.PlainDate.from('2024-05-13'),
  duration: Temporal.Duration.from({ days: 1, minutes: 5 }),
  bytes: new Uint8Array([0, 1, 255]),
  list: [1, [2, undefined], { a: null }],
  map: new Map<unknown, unknown>([
    [1, new Set(['x'])],
    ['b', { c: 1 }],
  ]),
  tagged: { $jango: 'Date', value: 5 },
};
