import type { Field } from '../../db/models/fields/field.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { Options } from '../../db/models/options.ts';
import type { Manager } from '../../db/models/types/manager.ts';
import type { QuerySet } from '../../db/models/types/query-set.ts';
import type { Field as FormField } from '../../forms/fields/field.ts';
import type { FormFieldOptions } from '../../forms/model-field-options.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import { getPermissionCodename } from '../auth/create-permissions.ts';
import { defaultFormField } from './forms/default-form-field.ts';
import type { Fieldsets, FormLine, OrderingItem, OwnField } from './paths.ts';
import type { AdminSite } from './site.ts';

export interface ModelPermissions {
  add: boolean;
  change: boolean;
  delete: boolean;
  view: boolean;
}
export type PermissionAction = keyof ModelPermissions;

/** No names at all, whatever the model. */
const NONE = Object.freeze({}) as never;

/** What classes for models and those for their inlines have in common: which fields are shown, and who may do what. */
export abstract class BaseModelAdmin<M extends AnyModel = AnyModel> {
  readonly model: ModelClass<M>;
  readonly opts: Options;
  readonly adminSite: AdminSite;

  /** The fields of the form, in order; several in an array stand beside each other. All that can be edited, unless given. */
  fields: readonly FormLine<M, this>[] | null = null;
  /** The fields of the form under headings. */
  fieldsets: Fieldsets<M, this> | null = null;
  /** Fields that the form leaves out. */
  exclude: readonly OwnField<M>[] | null = null;
  /** What the form shows and nobody can change: fields, properties of the model, methods of this class. */
  readonlyFields: readonly FormLine<M, this>[] = [];
  /** Fields that fill themselves from others while they are empty: `{ slug: ['title'] }`. */
  prepopulatedFields: Readonly<Partial<Record<OwnField<M>, readonly OwnField<M>[]>>> = NONE;
  /** Many-to-many fields with a list to search and tick. It is what all of them have. */
  filterHorizontal: readonly OwnField<M>[] = [];
  filterVertical: readonly OwnField<M>[] = [];
  /** Relations whose id is typed in, with a link to look it up: for tables too long for a list. */
  rawIdFields: readonly OwnField<M>[] = [];
  /** Relations and choices shown as radio buttons: `{ size: 'horizontal' }`. */
  radioFields: Readonly<Partial<Record<OwnField<M>, 'horizontal' | 'vertical'>>> = NONE;
  /** The order of the list, in place of the model's. */
  ordering: readonly OrderingItem<M>[] | null = null;
  /** Shown for null and empty texts; the site's unless given. */
  emptyValueDisplay: string | null = null;
  /** Whether "View on site" is shown for objects that have an address; a function gives another address. */
  viewOnSite: boolean | ((object: M) => string) = true;

  constructor(model: ModelClass<M>, adminSite: AdminSite) {
    this.model = model;
    this.opts = model._meta;
    this.adminSite = adminSite;
  }

  getEmptyValueDisplay(): string {
    return this.emptyValueDisplay ?? this.adminSite.emptyValueDisplay;
  }

  /** The rows that can be seen and changed. Not `async`: a QuerySet is awaitable. */
  getQueryset(request: HttpRequest): QuerySet<M> {
    const manager = this.model._meta.defaultManager as unknown as Manager<M>;
    const ordering = this.getOrdering(request);
    const queryset = manager.getQueryset();
    return ordering.length === 0 ? queryset : queryset.orderBy(...(ordering as never[]));
  }

  getOrdering(_request: HttpRequest): readonly string[] {
    return (this.ordering as readonly string[] | null) ?? [];
  }

  getFields(
    _request: HttpRequest,
    _object: M | null,
  ): Awaitable<readonly (string | readonly string[])[] | null> {
    return this.fields as readonly (string | readonly string[])[] | null;
  }

  getFieldsets(_request: HttpRequest, _object: M | null): Awaitable<PlainFieldsets | null> {
    return this.fieldsets as PlainFieldsets | null;
  }

  getExclude(_request: HttpRequest, _object: M | null): readonly string[] {
    return this.exclude ?? [];
  }

  getReadonlyFields(_request: HttpRequest, _object: M | null): readonly string[] {
    return (this.readonlyFields as readonly (string | readonly string[])[]).flat();
  }

  getPrepopulatedFields(
    _request: HttpRequest,
    _object: M | null,
  ): Readonly<Record<string, readonly string[]>> {
    return this.prepopulatedFields as Readonly<Record<string, readonly string[]>>;
  }

  /** The form field for a field of the model; undefined leaves it out. Override it to change one of them. */
  formfieldForDbfield(field: Field, options: FormFieldOptions, request: HttpRequest): FormField | undefined {
    return defaultFormField(this as unknown as AnyAdmin, field, options, request);
  }

  /** The choices that a foreign key offers; undefined means all. */
  formfieldForForeignKey(_field: Field, _request: HttpRequest): QuerySet<AnyModel> | undefined {
    return undefined;
  }

  /** The choices that a many-to-many field offers; undefined means all. */
  formfieldForManyToMany(_field: Field, _request: HttpRequest): QuerySet<AnyModel> | undefined {
    return undefined;
  }

  hasAddPermission(request: HttpRequest): Awaitable<boolean> {
    return this.hasModelPermission(request, 'add');
  }

  hasChangePermission(request: HttpRequest, _object?: M): Awaitable<boolean> {
    return this.hasModelPermission(request, 'change');
  }

  hasDeletePermission(request: HttpRequest, _object?: M): Awaitable<boolean> {
    return this.hasModelPermission(request, 'delete');
  }

  /** Who may change may look, too. */
  async hasViewPermission(request: HttpRequest, _object?: M): Promise<boolean> {
    return (
      (await this.hasModelPermission(request, 'view')) || (await this.hasModelPermission(request, 'change'))
    );
  }

  async hasViewOrChangePermission(request: HttpRequest, object?: M): Promise<boolean> {
    return (
      (await this.hasViewPermission(request, object)) || (await this.hasChangePermission(request, object))
    );
  }

  /** Whether the app is shown to the user at all. */
  hasModulePermission(request: HttpRequest): Awaitable<boolean> {
    return request.user.hasModulePerms(this.opts.appLabel);
  }

  protected hasModelPermission(request: HttpRequest, action: PermissionAction): Promise<boolean> {
    return request.user.hasPerm(`${this.opts.appLabel}.${getPermissionCodename(action, this.opts)}`);
  }
}

/** What functions ask of such a class; those properties whose type depends on the class itself have methods that give them. */
export type AnyAdmin = Omit<BaseModelAdmin, 'fields' | 'fieldsets' | 'readonlyFields'>;

/** Fieldsets as the templates and forms read them. */
export type PlainFieldsets = readonly (readonly [
  name: string | null,
  options: {
    readonly fields: readonly (string | readonly string[])[];
    readonly classes?: readonly string[];
    readonly description?: string;
  },
])[];
