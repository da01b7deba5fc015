import type { Page } from '../../../core/paginator/page.ts';
import { Paginator } from '../../../core/paginator/paginator.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { QuerySet } from '../../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { urlencode } from '../../../utils/urlencode.ts';
import { lookupValue } from '../filters/field-list-filter.ts';
import type { FilterParams, ListFilter } from '../filters/list-filter.ts';
import { makeFilter } from '../filters/make-filter.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { type Column, type ColumnSpec, makeColumn } from './column.ts';
import { type DateHierarchy, dateHierarchy, dateHierarchyParams } from './date-hierarchy.ts';
import { isLookupAllowed, rejectLookup } from './lookup-allowed.ts';
import { defaultSortColumns, orderNames, type SortColumns, sortColumns } from './ordering.ts';
import { ALL_VAR, IGNORED_PARAMS, ORDER_VAR, PAGE_VAR, POPUP_VAR, SEARCH_VAR } from './parameters.ts';

/** What a list shows for one request: its columns, filters, order and page. Made by `ChangeList.load()`. */
export class ChangeList {
  readonly request: HttpRequest;
  readonly modelAdmin: ModelAdmin;
  readonly columns: readonly Column[];
  readonly filters: readonly ListFilter[];
  /** What was typed into the search field. */
  readonly query: string;
  readonly isPopup: boolean;
  readonly showAll: boolean;
  readonly emptyValueDisplay: string;
  /** All parameters of the address. */
  readonly params: FilterParams;
  sorted: SortColumns = new Map();
  dateHierarchy: DateHierarchy | undefined = undefined;
  /** The rows that are left, on all pages. */
  queryset!: QuerySet<AnyModel>;
  page!: Page<AnyModel>;
  resultCount = 0;
  /** How many rows there are without search and filters; undefined when they were not counted. */
  fullResultCount: number | undefined = undefined;

  private constructor(request: HttpRequest, admin: ModelAdmin) {
    this.request = request;
    this.modelAdmin = admin;
    this.params = new Map([...request.GET.lists()].map(([name, values]) => [name, [...values]]));
    this.columns = (admin.getListDisplay(request) as readonly ColumnSpec[]).map((spec) =>
      makeColumn(admin, spec),
    );
    this.query = request.GET.get(SEARCH_VAR) ?? '';
    this.isPopup = this.params.has(POPUP_VAR);
    this.showAll = this.params.has(ALL_VAR);
    this.emptyValueDisplay = admin.getEmptyValueDisplay();
    this.filters = admin.getListFilter(request).map((spec) => makeFilter(spec as string, request, admin));
  }

  /** Read everything that the list of a request shows. @throws DisallowedLookup */
  static async load(request: HttpRequest, admin: ModelAdmin): Promise<ChangeList> {
    const list = new ChangeList(request, admin);
    const remaining: FilterParams = new Map([...list.params].filter(([name]) => !IGNORED_PARAMS.has(name)));
    for (const filter of list.filters) {
      filter.take(remaining);
      await filter.prepare();
    }
    await list.#narrow(remaining);
    await list.#count();
    return list;
  }

  get opts(): ModelAdmin['opts'] {
    return this.modelAdmin.opts;
  }

  /** Whether search or filters have left something out. */
  get isNarrowed(): boolean {
    return [...this.params.keys()].some((name) => !IGNORED_PARAMS.has(name)) || this.query !== '';
  }

  /** The rows of the page. */
  get rows(): readonly AnyModel[] {
    return this.page.objectList;
  }

  /** The address of the list with some parameters set and others taken away; the page is always forgotten. */
  queryString(set: Readonly<Record<string, string>> = {}, remove: readonly string[] = []): string {
    const params = new Map(this.params);
    for (const name of [...remove, PAGE_VAR]) params.delete(name);
    for (const [name, value] of Object.entries(set)) params.set(name, [value]);
    return `?${urlencode([...params].sort(([a], [b]) => (a < b ? -1 : 1)))}`;
  }

  /** Set `queryset`; giving it back from an asynchronous method would evaluate it. */
  async #narrow(remaining: FilterParams): Promise<void> {
    const { modelAdmin: admin, request } = this;
    let rows = admin.getQueryset(request);
    for (const filter of this.filters) rows = filter.queryset(request, rows) ?? rows;
    const dates = dateHierarchyParams(admin, remaining);
    for (const [name, values] of remaining) {
      if (!isLookupAllowed(admin, name)) rejectLookup(name);
      rows = rows.filter({ [name]: lookupValue(name, values.at(-1)!) } as never);
    }
    this.dateHierarchy = await dateHierarchy(this, rows, dates);
    if (this.dateHierarchy !== undefined) rows = this.dateHierarchy.rows;
    const related = this.#relatedNames();
    if (related.length > 0) rows = rows.selectRelated(...(related as never[]));
    const found = await admin.getSearchResults(request, this.#ordered(rows), this.query);
    this.queryset = found.mayHaveDuplicates ? found.queryset.distinct() : found.queryset;
  }

  /** Order by the columns that were clicked, else as the class or the model says, and at last by the key: pages need it. */
  #ordered(rows: QuerySet<AnyModel>): QuerySet<AnyModel> {
    const { modelAdmin: admin, request } = this;
    const sortable = new Set<unknown>(admin.getSortableBy(request));
    const columns = this.columns.map((column) =>
      sortable.has(column.spec) ? column : { ...column, ordering: undefined },
    );
    const given = this.params.get(ORDER_VAR)?.at(-1);
    const own = admin.ordering ?? this.opts.ordering;
    this.sorted = given === undefined ? defaultSortColumns(own, columns) : sortColumns(given, columns);
    const names = given === undefined ? [...own] : orderNames(this.sorted, columns);
    return rows.orderBy(...([...names, '-pk'] as never[]));
  }

  /** Relations to load in the same query. */
  #relatedNames(): readonly string[] {
    const { listSelectRelated } = this.modelAdmin;
    if (Array.isArray(listSelectRelated)) return listSelectRelated;
    if (listSelectRelated === false) return [];
    return this.columns.filter((column) => column.field?.manyToOne).map((column) => column.name);
  }

  async #count(): Promise<void> {
    const { listPerPage, listMaxShowAll, showFullResultCount } = this.modelAdmin;
    const paginator = new Paginator<AnyModel>(this.queryset, listPerPage);
    this.resultCount = await paginator.count;
    const onOnePage = this.showAll && this.resultCount <= listMaxShowAll;
    const pages = onOnePage
      ? new Paginator<AnyModel>(this.queryset, Math.max(1, this.resultCount))
      : paginator;
    this.page = await pages.getPage(onOnePage ? 1 : this.params.get(PAGE_VAR)?.at(-1));
    if (this.isNarrowed && showFullResultCount) {
      this.fullResultCount = await this.modelAdmin.getQueryset(this.request).count();
    }
  }
}
