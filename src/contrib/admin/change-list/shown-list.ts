import type { AnyModel } from '../../../db/models/model.ts';
import type { Form } from '../../../forms/form.ts';
import type { SafeString } from '../../../utils/safe-string.ts';
import { modelUrl } from '../admin-url.ts';
import type { ModelAdmin } from '../model-admin.ts';
import { preservedFilters } from '../preserved-filters.ts';
import type { ChangeList } from './change-list.ts';
import { toggled } from './ordering.ts';
import { ALL_VAR, PAGE_VAR, SEARCH_VAR } from './parameters.ts';

/** A list as its template reads it: `cl`. */
export async function shownList(list: ChangeList, editing?: EditedRows): Promise<Record<string, unknown>> {
  const { modelAdmin: admin, page, resultCount } = list;
  const filters = list.filters
    .filter((filter) => filter.hasOutput())
    .map((filter) => shownFilter(filter, list));
  const multiple = page.hasOtherPages();
  return {
    rows: await Promise.all(list.rows.map((object, index) => shownRow(list, object, index, editing))),
    headers: shownHeaders(list),
    filters,
    hasFilters: filters.length > 0,
    hasActiveFilters: filters.some((filter) => filter.isActive),
    clearAllFiltersUrl: list.query === '' ? '?' : `?${SEARCH_VAR}=${encodeURIComponent(list.query)}`,
    dateHierarchy: list.dateHierarchy,
    searchFields: admin.getSearchFields(list.request),
    searchVar: SEARCH_VAR,
    searchHelpText: admin.searchHelpText,
    query: list.query,
    hiddenParams: hiddenParams(list),
    hasTools: filters.length > 0 || admin.getSearchFields(list.request).length > 0,
    isNarrowed: list.isNarrowed,
    actionsOnTop: admin.actionsOnTop,
    actionsOnBottom: admin.actionsOnBottom,
    resultCount,
    fullResultCount: list.fullResultCount,
    showFullCount: list.fullResultCount !== undefined && list.fullResultCount !== resultCount,
    hasMorePages: multiple,
    firstIndex: page.startIndex(),
    lastIndex: page.endIndex(),
    showAllUrl: multiple && resultCount <= admin.listMaxShowAll ? list.queryString({ [ALL_VAR]: '' }) : null,
    pages: multiple ? shownPages(list) : null,
    previousUrl: page.hasPrevious() ? pageUrl(list, page.previousPageNumber()) : null,
    nextUrl: page.hasNext() ? pageUrl(list, page.nextPageNumber()) : null,
    formset: editing?.formset,
  };
}

/** What a page of a list that can be edited adds: a form for each row. */
export interface EditedRows {
  readonly formset: unknown;
  readonly forms: readonly Form[];
  readonly names: ReadonlySet<string>;
}

function shownFilter(
  filter: ChangeList['filters'][number],
  list: ChangeList,
): Record<string, unknown> & { isActive: boolean } {
  const choices = filter.choices(list);
  return {
    title: filter.title,
    isActive: filter.isActive,
    selected: choices.find((choice) => choice.selected)?.display ?? '…',
    choices,
  };
}

function shownHeaders(list: ChangeList): readonly Record<string, unknown>[] {
  const sortable = new Set<unknown>(list.modelAdmin.getSortableBy(list.request));
  return list.columns.map((column, index) => {
    const direction = list.sorted.get(index);
    const canSort = column.ordering !== undefined && sortable.has(column.spec);
    return {
      text: column.label,
      classes: [column.kind, direction === undefined ? '' : 'sorted'].filter(Boolean).join(' '),
      ariaSort: direction === undefined ? null : direction === 'asc' ? 'ascending' : 'descending',
      url: canSort ? list.queryString(toggled(list.sorted, index)) : null,
    };
  });
}

interface Cell {
  tag: 'th' | 'td';
  label: string;
  value: unknown;
  classes: string;
  url: string | null;
  errors?: unknown;
}

async function shownRow(list: ChangeList, object: AnyModel, index: number, editing?: EditedRows) {
  const admin: ModelAdmin = list.modelAdmin;
  const listDisplay = admin.getListDisplay(list.request);
  const links = new Set<unknown>(admin.getListDisplayLinks(list.request, listDisplay));
  const url = objectUrl(list, object);
  const form = editing?.forms[index];
  const cells: Cell[] = [];
  for (const [at, column] of list.columns.entries()) {
    const edited = form !== undefined && editing!.names.has(column.name);
    const bound = edited ? form.get(column.name) : undefined;
    const value: unknown = bound === undefined ? await column.value(object) : await bound.toHtml();
    const isEmpty = value === list.emptyValueDisplay;
    cells.push({
      tag: at === 0 ? 'th' : 'td',
      label: column.label,
      value: at === 0 && isEmpty ? object.toString() : value,
      classes: [`field-${column.name}`, column.kind, isEmpty && at > 0 ? 'is-empty' : '']
        .filter(Boolean)
        .join(' '),
      url: links.has(column.spec) && !edited ? url : null,
      errors: bound?.errors,
    });
  }
  return {
    pk: object.pk,
    label: object.toString(),
    cells,
    hidden: form === undefined ? null : await hiddenFields(form),
  };
}

async function hiddenFields(form: Form): Promise<readonly SafeString[]> {
  return Promise.all(form.hiddenFields().map((field) => field.toHtml()));
}

function objectUrl(list: ChangeList, object: AnyModel): string {
  const url = modelUrl(list.modelAdmin.adminSite.name, list.opts, 'change', object.pk);
  return url + preservedFilters(list.modelAdmin, list.request);
}

/** The parameters that a new search keeps. */
function hiddenParams(list: ChangeList): (readonly [string, string])[] {
  return [...list.params]
    .filter(([name]) => name !== SEARCH_VAR && name !== PAGE_VAR)
    .flatMap(([name, values]) => values.map((value) => [name, value] as const));
}

function shownPages(list: ChangeList): readonly Record<string, unknown>[] {
  return list.page
    .elidedPageRange({ onEachSide: 2, onEnds: 1 })
    .map((number) =>
      typeof number === 'number'
        ? { number, isCurrent: number === list.page.number, url: pageUrl(list, number) }
        : { number, isCurrent: false, url: null },
    );
}

function pageUrl(list: ChangeList, number: number): string {
  return list.queryString({ [PAGE_VAR]: String(number) });
}
