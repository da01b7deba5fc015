import { format } from '../../utils/dateformat.ts';
import { momentOf } from '../../utils/moment.ts';
import { MISSING } from './marks.ts';

/** The parts of a Date under Python's names, in the zone it is shown in: `created.year`. */
export function dateAttribute(value: Date, name: string): unknown {
  const moment = momentOf(value);
  if (moment === undefined) return MISSING;
  switch (name) {
    case 'year':
    case 'month':
    case 'day':
    case 'hour':
    case 'minute':
    case 'second':
    case 'microsecond':
      return moment[name];
    case 'weekday':
      return (Number(format(value, 'w')) + 6) % 7;
    case 'isoweekday':
      return Number(format(value, 'w')) || 7;
    case 'isoformat':
      return format(value, 'c');
    default:
      return MISSING;
  }
}
