import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { ChangeList } from '../change-list/change-list.ts';
import type { ModelAdmin } from '../model-admin.ts';

export interface FilterChoice {
  display: string;
  selected: boolean;
  /** `?board=3`: the list, narrowed so. */
  queryString: string;
}

/** Parameters of the address that no filter has taken yet. */
export type FilterParams = Map<string, string[]>;

/** A way to narrow the list. */
export abstract class ListFilter {
  /** What it is called. */
  title = '';
  readonly request: HttpRequest;
  readonly modelAdmin: ModelAdmin;

  constructor(request: HttpRequest, modelAdmin: ModelAdmin) {
    this.request = request;
    this.modelAdmin = modelAdmin;
  }

  /** Take the parameters that are meant for it out of those of the address. */
  abstract take(params: FilterParams): void;
  /** Read what it needs, such as the objects to choose from. */
  prepare(): Awaitable<void> {}
  /** Whether there is anything to choose. */
  abstract hasOutput(): boolean;
  /** Whether the list is narrowed by it. */
  abstract readonly isActive: boolean;
  abstract choices(changeList: ChangeList): FilterChoice[];
  /** Narrow the rows; undefined leaves them as they are. */
  abstract queryset(request: HttpRequest, queryset: QuerySet<AnyModel>): QuerySet<AnyModel> | undefined;
}
