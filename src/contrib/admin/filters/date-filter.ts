import { now } from '../../../utils/timezone.ts';
import { currentZone, wallClockOf } from '../../../utils/wall-clock.ts';
import type { ChangeList } from '../change-list/change-list.ts';
import { FieldListFilter } from './field-list-filter.ts';
import type { FilterChoice } from './list-filter.ts';

interface Day {
  year: number;
  month: number;
  day: number;
}

/** Today, the past week, this month, this year. */
export class DateFieldListFilter extends FieldListFilter {
  override expectedParameters(): readonly string[] {
    return [this.#since, this.#until, `${this.path}__isnull`];
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    const parameters = this.expectedParameters();
    const given = (name: string): string | undefined => this.usedValue(name);
    return this.#links().map(([display, wanted]) => ({
      display,
      selected: parameters.every((name) => given(name) === wanted[name]),
      queryString: changeList.queryString(wanted, parameters),
    }));
  }

  #links(): (readonly [display: string, params: Record<string, string>])[] {
    const today: Day = wallClockOf(now(), currentZone());
    const { year, month } = today;
    const between = (since: Day, until: Day): Record<string, string> => ({
      [this.#since]: text(since),
      [this.#until]: text(until),
    });
    const links: [string, Record<string, string>][] = [
      ['Any date', {}],
      ['Today', between(today, addDays(today, 1))],
      ['Past 7 days', between(addDays(today, -7), addDays(today, 1))],
      ['This month', between({ year, month, day: 1 }, firstOfNextMonth(today))],
      ['This year', between({ year, month: 1, day: 1 }, { year: year + 1, month: 1, day: 1 })],
    ];
    if (this.field.null) {
      links.push(
        ['No date', { [`${this.path}__isnull`]: 'True' }],
        ['Has date', { [`${this.path}__isnull`]: 'False' }],
      );
    }
    return links;
  }

  get #since(): string {
    return `${this.path}__gte`;
  }

  get #until(): string {
    return `${this.path}__lt`;
  }
}

function addDays({ year, month, day }: Day, days: number): Day {
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function firstOfNextMonth({ year, month }: Day): Day {
  return month === 12 ? { year: year + 1, month: 1, day: 1 } : { year, month: month + 1, day: 1 };
}

function text({ year, month, day }: Day): string {
  const two = (number: number): string => String(number).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}
