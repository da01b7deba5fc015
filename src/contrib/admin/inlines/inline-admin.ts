import type { AnyModel, ModelClass } from '../../../db/models/model.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import { BaseModelAdmin } from '../base-model-admin.ts';
import type { ModelAdminForm } from '../forms/form-class.ts';
import type { AdminSite } from '../site.ts';

/** A class for `ModelAdmin.inlines`. */
export interface InlineClass {
  new (
    parentModel: ModelClass,
    site: AdminSite,
  ): Pick<InlineModelAdmin, 'model' | 'parentModel' | 'template'>;
  readonly model: ModelClass;
}

/** Forms for the objects that point at the one that is edited, below its own. Extend `TabularInline` or `StackedInline`. */
export abstract class InlineModelAdmin<M extends AnyModel = AnyModel> extends BaseModelAdmin<M> {
  /** The model of the objects: `static override model = Comment`. */
  static readonly model: ModelClass;
  /** Template of the whole. */
  abstract template: string;
  readonly parentModel: ModelClass;
  /** The relation to the parent, when there are several. */
  fkName: string | undefined = undefined;
  /** Empty forms that are shown; a script adds more. */
  extra = 3;
  minNum: number | null = null;
  maxNum: number | null = null;
  canDelete = true;
  /** Link each object to the page of its own. */
  showChangeLink = false;
  verboseName: string | null = null;
  verboseNamePlural: string | null = null;
  /** `'collapse'` folds it up. */
  classes: readonly string[] = [];
  /** A form class of your own. */
  form: ModelAdminForm<M> | null = null;

  constructor(parentModel: ModelClass, adminSite: AdminSite) {
    super((new.target as unknown as typeof InlineModelAdmin).model as ModelClass<M>, adminSite);
    this.parentModel = parentModel;
  }

  getExtra(_request: HttpRequest, _parent: AnyModel | null): number {
    return this.extra;
  }

  getMinNum(_request: HttpRequest, _parent: AnyModel | null): number | null {
    return this.minNum;
  }

  getMaxNum(_request: HttpRequest, _parent: AnyModel | null): number | null {
    return this.maxNum;
  }

  /** A join table that the framework made has no permissions: who may change one side may change it. */
  protected override hasModelPermission(
    request: HttpRequest,
    action: 'add' | 'change' | 'delete' | 'view',
  ): Promise<boolean> {
    const source = this.opts.autoCreated;
    if (source === undefined) return super.hasModelPermission(request, action);
    const { appLabel, modelName } = source._meta;
    return request.user.hasPerm(`${appLabel}.${action === 'view' ? 'view' : 'change'}_${modelName}`);
  }

  override hasAddPermission(request: HttpRequest, _parent?: AnyModel): Awaitable<boolean> {
    return super.hasAddPermission(request);
  }
}

/** One object per line, its fields side by side. */
export abstract class TabularInline<M extends AnyModel = AnyModel> extends InlineModelAdmin<M> {
  override template = 'admin/edit_inline/tabular.html';
}

/** One object below the other, each a form of its own. */
export abstract class StackedInline<M extends AnyModel = AnyModel> extends InlineModelAdmin<M> {
  override template = 'admin/edit_inline/stacked.html';
}
