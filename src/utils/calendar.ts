interface CalendarDay {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}
const DAY = 86_400_000;

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

export function daysInMonth(year: number, month: number): number {
  return month === 2 ? (isLeapYear(year) ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function daysSince1970({ year, month, day }: CalendarDay): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / DAY;
}

/** 0 for Monday. */
export function weekday(day: CalendarDay): number {
  return (((daysSince1970(day) + 3) % 7) + 7) % 7;
}

/** 1 for the first of January. */
export function dayOfYear(day: CalendarDay): number {
  return daysSince1970(day) - daysSince1970({ year: day.year, month: 1, day: 1 }) + 1;
}

/** The week of the year as ISO 8601 counts, and the year it belongs to. */
export function isoWeek(day: CalendarDay): { year: number; week: number } {
  const thursday = new Date((daysSince1970(day) - weekday(day) + 3) * DAY);
  const year = thursday.getUTCFullYear();
  const first = new Date(0).setUTCFullYear(year, 0, 1);
  return { year, week: Math.floor((thursday.getTime() - first) / DAY / 7) + 1 };
}
