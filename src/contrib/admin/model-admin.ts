import { ValidationError } from '../../core/errors/validation-error.ts';
import type { AnyModel } from '../../db/models/model.ts';
import type { QuerySet } from '../../db/models/types/query-set.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { HttpResponseBase } from '../../http/response-base.ts';
import type { View } from '../../urls/view.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import type { SafeString } from '../../utils/safe-string.ts';
import { addMessage } from '../messages/add-message.ts';
import { INFO } from '../messages/levels.ts';
import type { Action } from './annotations.ts';
import { BaseModelAdmin, type ModelPermissions } from './base-model-admin.ts';
import type { SearchResult } from './change-list/search.ts';
import { search } from './change-list/search.ts';
import { changelistView } from './change-list/view.ts';
import { type ChangePart, formChange } from './change-message.ts';
import { collectDeletion, type DeletionPlan } from './deletion/collect.ts';
import type { FilterSpec } from './filters/filter-spec.ts';
import type { ModelAdminForm } from './forms/form-class.ts';
import type { InlineClass } from './inlines/inline-admin.ts';
import { ADDITION, CHANGE, DELETION, LogEntry } from './log-entry.ts';
import type { FieldPath, ListDisplayItem, OwnField, SearchField } from './paths.ts';
import { addView, changeView } from './views/change-form.ts';
import { deleteView } from './views/delete.ts';
import { historyView } from './views/history.ts';

export type { ModelPermissions } from './base-model-admin.ts';

/** A page of your own below a model's: `{ route: 'import/', view: this.importView, name: 'import' }`. */
export interface ModelAdminUrl {
  route: string;
  view: View<never>;
  name?: string;
}

/**
 * How a model is administered. The compiler checks the names against the model:
 *
 *     class ArticleAdmin extends admin.ModelAdmin<Article> {
 *       override listDisplay = ['title', 'author', 'createdAt'] as const;
 *       override searchFields = ['title', 'author__username'] as const;
 *     }
 *     admin.site.register(Article, ArticleAdmin);
 */
export class ModelAdmin<M extends AnyModel = AnyModel> extends BaseModelAdmin<M> {
  /** The columns of the list. */
  listDisplay: readonly ListDisplayItem<M, this>[] = ['__str__'];
  /** The columns that lead to the object; the first one unless given, none with null. */
  listDisplayLinks: readonly ListDisplayItem<M, this>[] | null | undefined = undefined;
  /** What the list can be narrowed by: fields, or classes that extend `SimpleListFilter`. */
  listFilter: readonly FilterSpec<FieldPath<M>>[] = [];
  /** Relations to load with the list; `true` for those of the columns. */
  listSelectRelated: boolean | readonly string[] = false;
  listPerPage = 100;
  /** "Show all" is offered up to here. */
  listMaxShowAll = 200;
  /** Columns that can be changed in the list. */
  listEditable: readonly OwnField<M>[] = [];
  /** Where the search field looks; without any there is no search field. */
  searchFields: readonly SearchField<M>[] = [];
  searchHelpText: string | null = null;
  /** Columns that can be sorted by; all that have a field, unless given. */
  sortableBy: readonly ListDisplayItem<M, this>[] | null = null;
  /** A date to walk through by year, month and day. */
  dateHierarchy: FieldPath<M> | null = null;
  /** Count all rows, too, when the list is narrowed. */
  showFullResultCount = true;
  /** Things to do with chosen rows: functions, or names of methods; null hides the menu. */
  actions: readonly (Action<QuerySet<M>> | (keyof this & string))[] | null = [];
  actionsOnTop = true;
  actionsOnBottom = false;
  /** Offer "Save as new". */
  saveAs = false;
  saveAsContinue = true;
  saveOnTop = false;
  /** Keep search and filters of the list after saving. */
  preserveFilters = true;
  /** Forms for the objects that point at this one, below its own. */
  inlines: readonly InlineClass[] = [];
  /** A form class of your own. */
  form: ModelAdminForm<M> | null = null;
  changeListTemplate: string | null = null;
  changeFormTemplate: string | null = null;
  addFormTemplate: string | null = null;
  deleteConfirmationTemplate: string | null = null;
  deleteSelectedConfirmationTemplate: string | null = null;
  objectHistoryTemplate: string | null = null;

  // --- what to show; each may depend on the request

  getListDisplay(_request: HttpRequest): readonly ListDisplayItem<M, this>[] {
    return this.listDisplay;
  }

  getListDisplayLinks(
    _request: HttpRequest,
    listDisplay: readonly ListDisplayItem<M, this>[],
  ): readonly ListDisplayItem<M, this>[] {
    if (this.listDisplayLinks === null) return [];
    return this.listDisplayLinks ?? listDisplay.slice(0, 1);
  }

  getListFilter(_request: HttpRequest): readonly FilterSpec<FieldPath<M>>[] {
    return this.listFilter;
  }

  getSearchFields(_request: HttpRequest): readonly string[] {
    return this.searchFields;
  }

  getSortableBy(request: HttpRequest): readonly ListDisplayItem<M, this>[] {
    return this.sortableBy ?? this.getListDisplay(request);
  }

  getInlines(_request: HttpRequest, _object: M | null): readonly InlineClass[] {
    return this.inlines;
  }

  /** Narrow the rows by what was typed into the search field. */
  getSearchResults(request: HttpRequest, queryset: QuerySet<M>, term: string): Awaitable<SearchResult<M>> {
    return search(queryset, this.model, this.getSearchFields(request), term);
  }

  /** First values of the form for a new object; taken from the address: `add/?title=Hello`. */
  getChangeformInitialData(request: HttpRequest): Awaitable<Record<string, unknown>> {
    return Object.fromEntries([...request.GET].filter(([name]) => !name.startsWith('_')));
  }

  /** The form class of your own for an object, null for a new one; the fields are added to it. */
  getForm(_request: HttpRequest, _object: M | null): ModelAdminForm<M> | null {
    return this.form;
  }

  /** URLs of your own, below that of the list. */
  getUrls(): readonly ModelAdminUrl[] {
    return [];
  }

  async getModelPerms(request: HttpRequest): Promise<ModelPermissions> {
    return {
      add: await this.hasAddPermission(request),
      change: await this.hasChangePermission(request),
      delete: await this.hasDeletePermission(request),
      view: await this.hasViewPermission(request),
    };
  }

  /** The object of a primary key, among those of `getQueryset()`; null for none. */
  async getObject(request: HttpRequest, pk: string, toField?: string): Promise<M | null> {
    const field = toField === undefined ? this.opts.pk : this.opts.getField(toField);
    try {
      const value = (field as { toPython(value: unknown): unknown }).toPython(pk);
      return await this.getQueryset(request)
        .filter({ [toField ?? 'pk']: value } as never)
        .first();
    } catch (error) {
      if (error instanceof ValidationError) return null;
      throw error;
    }
  }

  // --- saving and deleting

  /** Save an object whose form was valid. */
  async saveModel(_request: HttpRequest, object: M, _form: unknown, _change: boolean): Promise<void> {
    await object.save();
  }

  /** Save the many-to-many values and the inlines of an object that is saved. */
  async saveRelated(
    _request: HttpRequest,
    form: { saveM2m(): Promise<void> },
    formsets: readonly { save(): Promise<unknown> }[],
    _change: boolean,
  ): Promise<void> {
    await form.saveM2m();
    for (const formset of formsets) await formset.save();
  }

  async deleteModel(_request: HttpRequest, object: M): Promise<void> {
    await object.delete();
  }

  /** Delete what was chosen in the list. */
  async deleteQueryset(_request: HttpRequest, queryset: QuerySet<M>): Promise<void> {
    await queryset.delete();
  }

  /** What deleting some objects would take with it, what forbids it, and what the user may not delete. */
  getDeletedObjects(objects: readonly M[], request: HttpRequest): Promise<DeletionPlan> {
    return collectDeletion(objects, request, this.adminSite);
  }

  // --- what is noted and said

  /** What the history says of a form that was saved. */
  constructChangeMessage(
    _request: HttpRequest,
    changedLabels: readonly string[],
    add: boolean,
  ): readonly ChangePart[] {
    return formChange(changedLabels, add);
  }

  logAddition(request: HttpRequest, object: M, message: readonly ChangePart[]): Promise<void> {
    return LogEntry.objects.logActions(request.user.pk, [object], ADDITION, message);
  }

  logChange(request: HttpRequest, object: M, message: readonly ChangePart[]): Promise<void> {
    return LogEntry.objects.logActions(request.user.pk, [object], CHANGE, message);
  }

  logDeletions(request: HttpRequest, objects: readonly M[]): Promise<void> {
    return LogEntry.objects.logActions(request.user.pk, objects, DELETION);
  }

  /** Say something on the next page. */
  messageUser(request: HttpRequest, message: string | SafeString, level: number = INFO): void {
    addMessage(request, level, message, { failSilently: true });
  }

  // --- pages

  changelistView(request: HttpRequest): Awaitable<HttpResponseBase> {
    return changelistView(this.#any, request);
  }

  addView(request: HttpRequest): Awaitable<HttpResponseBase> {
    return addView(this.#any, request);
  }

  changeView(request: HttpRequest, objectId: string): Awaitable<HttpResponseBase> {
    return changeView(this.#any, request, objectId);
  }

  deleteView(request: HttpRequest, objectId: string): Awaitable<HttpResponseBase> {
    return deleteView(this.#any, request, objectId);
  }

  historyView(request: HttpRequest, objectId: string): Awaitable<HttpResponseBase> {
    return historyView(this.#any, request, objectId);
  }

  get #any(): ModelAdmin {
    return this as unknown as ModelAdmin;
  }

  override toString(): string {
    return `${this.opts.appLabel}.${this.constructor.name}`;
  }
}
