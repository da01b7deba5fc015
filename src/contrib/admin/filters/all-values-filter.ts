import type { AnyModel } from '../../../db/models/model.ts';
import type { Manager } from '../../../db/models/types/manager.ts';
import type { ChangeList } from '../change-list/change-list.ts';
import { FieldListFilter } from './field-list-filter.ts';
import type { FilterChoice } from './list-filter.ts';

/** One of the values that the column holds now. */
export class AllValuesFieldListFilter extends FieldListFilter {
  #values: readonly unknown[] = [];

  override expectedParameters(): readonly string[] {
    return [this.path, `${this.path}__isnull`];
  }

  override async prepare(): Promise<void> {
    const rows = this.modelAdmin.opts.defaultManager as unknown as Manager<AnyModel>;
    this.#values = await rows
      .getQueryset()
      .orderBy(this.path as never)
      .distinct()
      .valuesList(this.path as never, { flat: true });
  }

  override hasOutput(): boolean {
    return this.#values.length > 1 || this.isActive;
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    const [exact, isNull] = this.expectedParameters() as [string, string];
    return [
      { display: 'All', selected: !this.isActive, queryString: changeList.queryString({}, [exact, isNull]) },
      ...this.#values.map((value) =>
        value === null
          ? {
              display: changeList.emptyValueDisplay,
              selected: this.used.has(isNull),
              queryString: changeList.queryString({ [isNull]: 'True' }, [exact]),
            }
          : {
              display: String(value),
              selected: this.usedValue(exact) === String(value),
              queryString: changeList.queryString({ [exact]: String(value) }, [isNull]),
            },
      ),
    ];
  }
}
