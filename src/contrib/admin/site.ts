import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import { isCompositeField } from '../../db/sql/composite.ts';
import type { HttpRequest } from '../../http/request.ts';
import type { UrlEntry, UrlSite } from '../../urls/urlconf.ts';
import type { View } from '../../urls/view.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import type { LoginFormClass } from '../auth/views/login-form-class.ts';
import { type AppEntry, appList } from './app-list.ts';
import { AlreadyRegistered, NotRegistered } from './errors.ts';
import { ModelAdmin } from './model-admin.ts';
import { guarded, siteUrls } from './site-urls.ts';

/**
 * A class to register a model with: one that extends ModelAdmin of that model. Properties such as `listDisplay` have a type
 * that depends on the class itself, so only the others are compared.
 */
export type ModelAdminClass<M extends AnyModel> = new (
  model: ModelClass<M>,
  site: AdminSite,
) => Pick<ModelAdmin<M>, 'model' | 'opts' | 'changelistView' | 'changeView'>;

/**
 * An administration of models. `admin.site` is one that every app registers with; make others for other people, each with
 * a name of its own: `path('staff/', staffSite.urls)`.
 */
export class AdminSite {
  /** Namespace of its URLs. */
  readonly name: string;
  /** End of each page's title. */
  siteTitle = 'Jango site admin';
  /** Shown on top of each page. */
  siteHeader = 'Jango administration';
  /** Heading of the front page. */
  indexTitle = 'Site administration';
  /** Where "View site" leads; null hides it. */
  siteUrl: string | null = '/';
  /** Shown for null and for empty texts. */
  emptyValueDisplay = '-';
  enableNavSidebar = true;
  /** Send visitors who aren't logged in to the login page from addresses that don't exist, too. */
  finalCatchAllView = true;
  loginForm: LoginFormClass | null = null;
  loginTemplate: string | null = null;
  logoutTemplate: string | null = null;
  indexTemplate: string | null = null;
  appIndexTemplate: string | null = null;
  passwordChangeTemplate: string | null = null;
  passwordChangeDoneTemplate: string | null = null;

  readonly #registry = new Map<ModelClass, ModelAdmin>();

  constructor(name = 'admin') {
    this.name = name;
  }

  /**
   * Let a model be administered: `site.register(Article)`, `site.register(Article, ArticleAdmin)`, `site.register([Article, Tag])`.
   * @throws AlreadyRegistered
   */
  register<M extends AnyModel>(model: ModelClass<M>, adminClass?: ModelAdminClass<M>): void;
  register(models: readonly ModelClass[]): void;
  register(given: ModelClass | readonly ModelClass[], adminClass?: unknown): void {
    const chosen = (adminClass ?? ModelAdmin) as typeof ModelAdmin<AnyModel>;
    for (const model of Array.isArray(given) ? given : [given]) this.#registerOne(model, chosen);
  }

  #registerOne(model: ModelClass, adminClass: typeof ModelAdmin<AnyModel>): void {
    const meta = model._meta as ModelClass['_meta'] | undefined;
    if (meta === undefined || meta.abstract) {
      throw new ImproperlyConfigured(
        `The model ${model.name} is abstract, so it cannot be registered with admin.`,
        meta === undefined ? 'Or its app is not in INSTALLED_APPS, and it has not been read.' : undefined,
      );
    }
    if (isCompositeField(meta.pk)) {
      throw new ImproperlyConfigured(
        `The model ${model.name} has a composite primary key, so it cannot be registered with admin.`,
      );
    }
    const other = this.#registry.get(model);
    if (other !== undefined) throw new AlreadyRegistered(meta.label, other.constructor.name);
    if (meta.swapped === undefined) this.#registry.set(model, new adminClass(model, this));
  }

  /** Take models out again. @throws NotRegistered */
  unregister(given: ModelClass | readonly ModelClass[]): void {
    for (const model of Array.isArray(given) ? given : [given]) {
      if (!this.#registry.delete(model)) throw new NotRegistered(model._meta.label);
    }
  }

  isRegistered(model: ModelClass): boolean {
    return this.#registry.has(model);
  }

  /** @throws NotRegistered */
  getModelAdmin(model: ModelClass): ModelAdmin {
    const admin = this.#registry.get(model);
    if (admin === undefined) throw new NotRegistered(model._meta.label);
    return admin;
  }

  /** All registered models with their admin objects. */
  get registry(): ReadonlyMap<ModelClass, ModelAdmin> {
    return this.#registry;
  }

  /** Who may enter at all: staff that is active. */
  hasPermission(request: HttpRequest): Awaitable<boolean> {
    return request.user.isActive && request.user.isStaff;
  }

  /** What the user may see, by app: `availableApps` and `appList` of the templates. */
  getAppList(request: HttpRequest, appLabel?: string): Promise<AppEntry[]> {
    return appList(this, request, appLabel);
  }

  /** Variables of every page. */
  async eachContext(request: HttpRequest): Promise<Record<string, unknown>> {
    const hasPermission = await this.hasPermission(request);
    return {
      siteTitle: this.siteTitle,
      siteHeader: this.siteHeader,
      siteUrl: this.siteUrl,
      hasPermission,
      availableApps: hasPermission && this.enableNavSidebar ? await this.getAppList(request) : [],
      isNavSidebarEnabled: this.enableNavSidebar,
      isPopup: false,
    };
  }

  /** For `path('admin/', site.urls)`. */
  get urls(): UrlSite {
    const site = this;
    let urlpatterns: readonly UrlEntry[] | undefined;
    return {
      appName: 'admin',
      namespace: this.name,
      /** Made when the first request comes: by then all apps have registered. */
      get urlpatterns() {
        urlpatterns ??= siteUrls(site);
        return urlpatterns;
      },
    };
  }

  /** Let a page of your own be seen only by those who may enter; others are sent to the login page. */
  adminView<P>(view: View<P>): View<P> {
    return guarded(this, view);
  }

  /** Pages of your own, before those of the site: `[path('report/', this.adminView(report), { name: 'report' })]`. */
  getUrls(): UrlEntry[] {
    return [];
  }

  toString(): string {
    return `AdminSite(name='${this.name}')`;
  }
}
