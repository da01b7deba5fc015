import { format } from '../../utils/dateformat.ts';
import { type Moment, momentOf } from '../../utils/moment.ts';
import { temporalKind } from '../../utils/temporal.ts';
import { plainDateOf, plainTimeOf } from '../../utils/wall-clock.ts';
import { MISSING } from './marks.ts';

type Part = (moment: Moment, value: unknown) => unknown;

/** What Python's dates answer, and its times. */
const DATE: Readonly<Record<string, Part>> = {
  year: ({ year }) => year,
  month: ({ month }) => month,
  day: ({ day }) => day,
  weekday: (_, value) => (Number(format(value, 'w')) + 6) % 7,
  isoweekday: (_, value) => Number(format(value, 'w')) || 7,
};
const TIME: Readonly<Record<string, Part>> = {
  hour: ({ hour }) => hour,
  minute: ({ minute }) => minute,
  second: ({ second }) => second,
  microsecond: ({ microsecond }) => microsecond,
};
const PARTS = {
  date: { ...DATE, isoformat: (_: Moment, value: unknown) => format(value, 'Y-m-d') },
  time: { ...TIME, isoformat: (moment: Moment) => clockText(moment) },
  datetime: {
    ...DATE,
    ...TIME,
    isoformat: (_: Moment, value: unknown) => format(value, 'c'),
    tzinfo: ({ zone }: Moment) => zone ?? null,
    date: (moment: Moment) => plainDateOf(moment),
    time: (moment: Moment) => plainTimeOf(moment),
    timestamp: (_: Moment, value: unknown) => Number(format(value, 'U')),
  },
} as const satisfies Record<Moment['kind'], Readonly<Record<string, Part>>>;

/** The parts of a date or time under Python's names, in the zone it is shown in: `created.year`, `created.isoformat`. */
export function dateAttribute(value: object, name: string): unknown {
  const moment = momentOf(value);
  if (moment === undefined)
    return name === 'total_seconds' && temporalKind(value) === 'Duration'
      ? (value as { total(unit: string): number }).total('seconds')
      : MISSING;
  const parts: Readonly<Record<string, Part>> = PARTS[moment.kind];
  return Object.hasOwn(parts, name) ? parts[name]!(moment, value) : MISSING;
}

/** `13:30:00`, with six places of a second where there are any. */
function clockText({ hour, minute, second, microsecond }: Moment): string {
  const clock = [hour, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
  return microsecond === 0 ? clock : `${clock}.${String(microsecond).padStart(6, '0')}`;
}
