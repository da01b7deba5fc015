import type { ChangeList } from '../change-list/change-list.ts';
import { FieldListFilter } from './field-list-filter.ts';
import type { FilterChoice } from './list-filter.ts';

/** One of the field's choices. */
export class ChoicesFieldListFilter extends FieldListFilter {
  override expectedParameters(): readonly string[] {
    return [`${this.path}__exact`, `${this.path}__isnull`];
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    const [exact, isNull] = this.expectedParameters() as [string, string];
    const all = {
      display: 'All',
      selected: !this.isActive,
      queryString: changeList.queryString({}, [exact, isNull]),
    };
    return [
      all,
      ...this.field.flatChoices.map(([value, label]) => {
        const display = String(label);
        if (value === null || value === '') {
          return {
            display,
            selected: this.used.has(isNull),
            queryString: changeList.queryString({ [isNull]: 'True' }, [exact]),
          };
        }
        return {
          display,
          selected: this.usedValue(exact) === String(value),
          queryString: changeList.queryString({ [exact]: String(value) }, [isNull]),
        };
      }),
    ];
  }
}
