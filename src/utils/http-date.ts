const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const TIME = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';
const FORMATS = [
  new RegExp(`^\\w{3}, (?<day>\\d{2}) (?<month>\\w{3}) (?<year>\\d{4}) ${TIME} GMT$`),
  new RegExp(`^\\w{6,9}, (?<day>\\d{2})-(?<month>\\w{3})-(?<year>\\d{2}) ${TIME} GMT$`),
  new RegExp(`^\\w{3} (?<month>\\w{3}) (?<day>[ \\d]\\d) ${TIME} (?<year>\\d{4})$`),
];

/** A moment as headers write it: `Wed, 01 Jan 2025 00:00:00 GMT`. @param seconds since 1970; now unless given */
export function httpDate(seconds: number = Date.now() / 1000): string {
  return new Date(Math.floor(seconds) * 1000).toUTCString();
}

/** Seconds since 1970 of a date in any of the three formats of RFC 9110; undefined when it is none. */
export function parseHttpDate(text: string): number | undefined {
  const groups = FORMATS.map((format) => format.exec(text)?.groups).find((found) => found !== undefined);
  if (groups === undefined) return undefined;
  const month = MONTHS.indexOf(groups['month']!.toLowerCase());
  const [day, hour, minute, second] = ['day', 'hour', 'minute', 'second'].map((name) => Number(groups[name]));
  const year = fullYear(Number(groups['year']));
  const time = Date.UTC(year, month, day, hour, minute, second);
  const read = new Date(time);
  const exists =
    month >= 0 && read.getUTCMonth() === month && read.getUTCDate() === day && read.getUTCHours() === hour;
  return exists && minute! < 60 && second! < 60 ? time / 1000 : undefined;
}

/** Of a year in two digits, the one that is at most fifty years ahead. */
function fullYear(year: number): number {
  if (year >= 100) return year;
  const now = new Date().getUTCFullYear();
  const century = now - (now % 100);
  return year - (now % 100) > 50 ? century - 100 + year : century + year;
}
