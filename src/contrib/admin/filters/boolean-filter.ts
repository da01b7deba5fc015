import type { ChangeList } from '../change-list/change-list.ts';
import { FieldListFilter } from './field-list-filter.ts';
import type { FilterChoice } from './list-filter.ts';

/** Yes, no, and where it may be empty unknown. */
export class BooleanFieldListFilter extends FieldListFilter {
  override expectedParameters(): readonly string[] {
    return [`${this.path}__exact`, `${this.path}__isnull`];
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    const [exact, isNull] = this.expectedParameters() as [string, string];
    const value = this.usedValue(exact);
    const choices = (
      [
        [undefined, 'All'],
        ['1', 'Yes'],
        ['0', 'No'],
      ] as const
    ).map(([lookup, display]) => ({
      display,
      selected: value === lookup && !this.used.has(isNull),
      queryString:
        lookup === undefined
          ? changeList.queryString({}, [exact, isNull])
          : changeList.queryString({ [exact]: lookup }, [isNull]),
    }));
    if (!this.field.null) return choices;
    const unknown = {
      display: 'Unknown',
      selected: this.used.has(isNull),
      queryString: changeList.queryString({ [isNull]: 'True' }, [exact]),
    };
    return [...choices, unknown];
  }
}
