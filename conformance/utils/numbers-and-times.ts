import { parseDate, parseDateTime, parseDuration, parseTime } from '../../src/utils/dateparse.ts';
import { durationIsoString, durationMicroseconds, durationString } from '../../src/utils/duration.ts';
import { localeSettings } from '../../src/utils/locale-settings.ts';
import { epochOf, momentOf } from '../../src/utils/moment.ts';
import { format as formatNumber } from '../../src/utils/numberformat.ts';
import { temporal } from '../../src/utils/temporal.ts';
import * as timezone from '../../src/utils/timezone.ts';
import type { UtilityFunctions } from './utility-function.ts';

export const numbersAndTimes: UtilityFunctions = {
  'numberformat.format': ([number, separator, places, grouping, thousands, forced, localized], kwargs) =>
    formatNumber(number, {
      decimalSeparator: separator ?? kwargs['decimal_sep'],
      decimalPos: places ?? kwargs['decimal_pos'],
      grouping: grouping ?? kwargs['grouping'] ?? 0,
      thousandSeparator: thousands ?? kwargs['thousand_sep'] ?? '',
      forceGrouping: forced ?? kwargs['force_grouping'] ?? false,
      useL10n: localized ?? kwargs['use_l10n'] ?? true,
    }),
  'timezone.get_fixed_timezone': ([offset]) => timezone.getFixedTimezone(offset),
  'timezone.is_aware': ([value]) => timezone.isAware(value),
  'timezone.is_naive': ([value]) => timezone.isNaive(value),
  'timezone.make_aware': ([value, zone], kwargs) => timezone.makeAware(value, zone ?? kwargs['timezone']),
  'timezone.make_naive': ([value, zone], kwargs) => timezone.makeNaive(value, zone ?? kwargs['timezone']),
  'timezone.localdate': ([value, zone], kwargs) => localDate(value, zone ?? kwargs['timezone']),
  'timezone.localtime': ([value, zone], kwargs) => localTime(value, zone ?? kwargs['timezone']),
  'timezone.template_localtime': ([value], kwargs) => templateTime(value, kwargs['use_tz']),
  'timezone.get_default_timezone_name': () => timezone.getDefaultTimezone(),
  'timezone.get_current_timezone_name': () => timezone.getCurrentTimezoneName(),
  'dateparse.parse_date': ([text]) => parseDate(text),
  'dateparse.parse_time': ([text]) => parseTime(text),
  'dateparse.parse_datetime': ([text]) => dateTimeOf(text),
  'dateparse.parse_duration': ([text]) => parseDuration(text),
  'duration.duration_string': ([value]) => durationString(value),
  'duration.duration_iso_string': ([value]) => durationIsoString(value),
  'duration.duration_microseconds': ([value]) => durationMicroseconds(value),
};

function localTime(value: unknown, zone: string = timezone.getCurrentTimezone()): unknown {
  const moment = momentOf(value);
  if (moment?.zone === undefined) throw new TypeError('localtime() needs a time with a zone.');
  return (value as { withTimeZone(zone: string): unknown }).withTimeZone(zone);
}

/** What `{{ }}` shows of a time. */
function templateTime(value: unknown, usesZones: boolean | undefined): unknown {
  const shows = usesZones ?? localeSettings().USE_TZ;
  return shows && momentOf(value)?.zone !== undefined ? localTime(value) : value;
}

function localDate(value: unknown, zone: string | undefined): unknown {
  const moment = momentOf(value);
  if (moment?.zone === undefined) throw new TypeError('localdate() needs a time with a zone.');
  return timezone.localdate(new Date(epochOf(moment)), zone);
}

function dateTimeOf(text: string): unknown {
  const parsed = parseDateTime(text);
  if (parsed === undefined) return null;
  const wall = temporal().PlainDateTime.from({
    ...parsed,
    millisecond: Math.floor(parsed.microsecond / 1000),
    microsecond: parsed.microsecond % 1000,
  });
  if (parsed.zone === undefined) return wall;
  return wall.toZonedDateTime(parsed.zone === '+00:00' ? 'UTC' : parsed.zone);
}
