import type { RequestUser } from './auth-types.ts';

/**
 * `perms` of templates: `{% if perms.articles %}` asks for anything in an app, `{% if perms.articles.add_article %}` for one
 * permission, `{% if 'articles.add_article' in perms %}` for the same.
 */
export class PermissionLookup extends Map<string, AppPermissions> {
  readonly #user: RequestUser;
  readonly #permissions: ReadonlySet<string>;

  private constructor(user: RequestUser, permissions: ReadonlySet<string>) {
    super();
    this.#user = user;
    this.#permissions = permissions;
  }

  /** Ask once for everything that somebody may do. */
  static async of(user: RequestUser): Promise<PermissionLookup> {
    return new PermissionLookup(user, await user.getAllPermissions());
  }

  /** Every app exists, for one who asks; a whole permission only when the user has it. */
  override has(name: string): boolean {
    return !name.includes('.') || this.#mayAll || this.#permissions.has(name);
  }

  override get(appLabel: string): AppPermissions {
    return new AppPermissions(this.#user, appLabel, this.#permissions, this.#mayAll);
  }

  get #mayAll(): boolean {
    return this.#user.isActive && this.#user.isSuperuser;
  }
}

/** The permissions in one app: false in a condition when there are none. */
export class AppPermissions extends Map<string, unknown> {
  readonly #user: RequestUser;
  readonly #appLabel: string;
  readonly #permissions: ReadonlySet<string>;
  readonly #mayAll: boolean;

  constructor(user: RequestUser, appLabel: string, permissions: ReadonlySet<string>, mayAll: boolean) {
    super();
    this.#user = user;
    this.#appLabel = appLabel;
    this.#permissions = permissions;
    this.#mayAll = mayAll;
  }

  override has(): boolean {
    return true;
  }

  /** Backends that list nothing are asked, so the answer may have to be awaited. */
  override get(codename: string): unknown {
    const permission = `${this.#appLabel}.${codename}`;
    return this.#mayAll || this.#permissions.has(permission) || this.#user.hasPerm(permission);
  }

  override get size(): number {
    if (this.#mayAll) return 1;
    return [...this.#permissions].filter((name) => name.startsWith(`${this.#appLabel}.`)).length;
  }
}
