import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { ChangeList } from '../change-list/change-list.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { type FilterChoice, type FilterParams, ListFilter } from './list-filter.ts';

export type SimpleListFilterClass = new (request: HttpRequest, modelAdmin: ModelAdmin) => SimpleListFilter;

/**
 * A filter of your own:
 *
 *     class DecadeFilter extends admin.SimpleListFilter {
 *       override title = 'decade';
 *       override parameterName = 'decade';
 *       lookups() { return [['80s', 'in the eighties'], ['90s', 'in the nineties']] as const; }
 *       queryset(request, queryset) { return this.value() === '80s' ? queryset.filter({ ... }) : undefined; }
 *     }
 */
export abstract class SimpleListFilter extends ListFilter {
  abstract parameterName: string;
  #value: string | undefined;
  #lookups: readonly (readonly [value: string, title: string])[] = [];

  /** What can be chosen: values for the address, and what they are called. */
  abstract lookups(
    request: HttpRequest,
    modelAdmin: ModelAdmin,
  ): Awaitable<readonly (readonly [value: string, title: string])[]>;

  abstract override queryset(
    request: HttpRequest,
    queryset: QuerySet<AnyModel>,
  ): QuerySet<AnyModel> | undefined;

  /** What was chosen; undefined for nothing. */
  value(): string | undefined {
    return this.#value;
  }

  override take(params: FilterParams): void {
    this.#value = params.get(this.parameterName)?.at(-1);
    params.delete(this.parameterName);
  }

  override async prepare(): Promise<void> {
    this.#lookups = await this.lookups(this.request, this.modelAdmin);
  }

  override hasOutput(): boolean {
    return this.#lookups.length > 0;
  }

  override get isActive(): boolean {
    return this.#value !== undefined;
  }

  override choices(changeList: ChangeList): FilterChoice[] {
    return [
      {
        display: 'All',
        selected: !this.isActive,
        queryString: changeList.queryString({}, [this.parameterName]),
      },
      ...this.#lookups.map(([value, display]) => ({
        display,
        selected: this.#value === String(value),
        queryString: changeList.queryString({ [this.parameterName]: value }),
      })),
    ];
  }
}
