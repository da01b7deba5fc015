import { dateFormat } from '../../utils/formats.ts';
import { interpolate } from '../../utils/interpolate.ts';
import { localeSettings } from '../../utils/locale-settings.ts';
import { asUtc, epochOf, type Moment, momentOf } from '../../utils/moment.ts';
import { str } from '../../utils/python-str.ts';
import { type TimeUnit, timesince, timeuntil } from '../../utils/timesince.ts';
import { gettext, ngettext, npgettext } from '../../utils/translation/gettext.ts';
import { wallClockOf } from '../../utils/wall-clock.ts';

const DAY = 86_400;

/** `today`, `tomorrow`, `yesterday`, else the date. */
export function naturalday(value: unknown, format?: unknown): unknown {
  const moment = momentOf(value);
  if (moment === undefined || moment.kind === 'time') return value;
  const today = wallClockOf(new Date(), moment.zone ?? localeSettings().TIME_ZONE);
  const days = Math.round((dayOf(moment) - dayOf(today)) / (DAY * 1000));
  if (days === 0) return gettext('today');
  if (days === 1) return gettext('tomorrow');
  if (days === -1) return gettext('yesterday');
  return dateFormat(
    value,
    format === undefined || format === null || format === '' ? undefined : str(format),
  );
}

function dayOf({ year, month, day }: { year: number; month: number; day: number }): number {
  return asUtc({ year, month, day, hour: 0, minute: 0, second: 0, microsecond: 0 });
}

/** `now`, `a minute ago`, `3 hours from now`, `2 weeks, 3 days ago`. */
export function naturaltime(value: unknown): unknown {
  const moment = momentOf(value);
  if (moment === undefined || moment.kind === 'time') return value;
  const microseconds = sinceMilliseconds(moment) * 1000 - (moment.microsecond % 1000);
  const isPast = microseconds > 0;
  const seconds = Math.floor(Math.abs(microseconds) / 1e6);
  if (seconds >= DAY)
    return interpolate(gettext(`%(delta)s ${isPast ? 'ago' : 'from now'}`), { delta: delta(value, isPast) });
  if (seconds === 0) return gettext('now');
  if (seconds < 60) return counted('second', seconds, isPast);
  if (seconds < 3600) return counted('minute', Math.floor(seconds / 60), isPast);
  return counted('hour', Math.floor(seconds / 3600), isPast);
}

/** A clock time of no zone is compared with what the clock shows now, so that a day is 24 hours when clocks change too. */
function sinceMilliseconds(moment: Moment): number {
  if (moment.zone !== undefined) return Date.now() - epochOf(moment);
  return asUtc(wallClockOf(new Date(), localeSettings().TIME_ZONE)) - asUtc(moment);
}

function counted(unit: 'second' | 'minute' | 'hour', count: number, isPast: boolean): string {
  const when = isPast ? 'ago' : 'from now';
  const one = `${unit === 'hour' ? 'an' : 'a'} ${unit} ${when}`;
  return interpolate(ngettext(one, `%(count)s\u00a0${unit}s ${when}`, count), { count });
}

function delta(value: unknown, isPast: boolean): string {
  const context = isPast ? 'naturaltime-past' : 'naturaltime-future';
  const unitText = (unit: TimeUnit, count: number) =>
    interpolate(npgettext(context, `%(num)d ${unit}`, `%(num)d ${unit}s`, count), { num: count });
  return isPast ? timesince(value, undefined, { unitText }) : timeuntil(value, undefined, { unitText });
}
