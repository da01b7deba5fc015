import type { AnyModel, ModelClass } from '../../../db/models/model.ts';
import type { Manager } from '../../../db/models/types/manager.ts';
import type { ChangeList } from '../change-list/change-list.ts';
import { relatedModel } from '../field-at-path.ts';
import { FieldListFilter } from './field-list-filter.ts';
import type { FilterChoice } from './list-filter.ts';

/** One of the objects that a relation may lead to. */
export class RelatedFieldListFilter extends FieldListFilter {
  #objects: readonly AnyModel[] = [];

  override expectedParameters(): readonly string[] {
    return [`${this.path}__${this.#target}__exact`, `${this.path}__isnull`];
  }

  /** The objects to choose from. */
  protected objects(manager: Manager<AnyModel>): PromiseLike<readonly AnyModel[]> {
    return manager.getQueryset();
  }

  override async prepare(): Promise<void> {
    this.#objects = await this.objects(this.#related._meta.defaultManager as unknown as Manager<AnyModel>);
  }

  override hasOutput(): boolean {
    return this.#objects.length + (this.#mayBeEmpty ? 1 : 0) > 1 || this.isActive;
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    const [exact, isNull] = this.expectedParameters() as [string, string];
    const choices = [
      { display: 'All', selected: !this.isActive, queryString: changeList.queryString({}, [exact, isNull]) },
      ...this.#objects.map((object) => ({
        display: object.toString(),
        selected: this.usedValue(exact) === String(object.pk),
        queryString: changeList.queryString({ [exact]: String(object.pk) }, [isNull]),
      })),
    ];
    if (!this.#mayBeEmpty) return choices;
    const empty = {
      display: changeList.emptyValueDisplay,
      selected: this.used.has(isNull),
      queryString: changeList.queryString({ [isNull]: 'True' }, [exact]),
    };
    return [...choices, empty];
  }

  get #related(): ModelClass {
    return relatedModel(this.field);
  }

  get #target(): string {
    return this.#related._meta.pk.name;
  }

  get #mayBeEmpty(): boolean {
    return this.field.null || this.field.manyToMany;
  }
}

/** Only objects that some row leads to. */
export class RelatedOnlyFieldListFilter extends RelatedFieldListFilter {
  protected override objects(manager: Manager<AnyModel>): PromiseLike<readonly AnyModel[]> {
    const rows = this.modelAdmin.getQueryset(this.request).orderBy().distinct();
    const used = rows.valuesList(`${this.path}__pk` as never, { flat: true });
    return manager.filter({ pk__in: used } as never);
  }
}
