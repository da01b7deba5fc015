import { settings } from '../../../conf/configure.ts';
import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { render, resolveUrl } from '../../../shortcuts.ts';
import { neverCache } from '../../../views/cache-decorators.ts';
import { REDIRECT_FIELD_NAME } from '../decorators/redirect-to-login.ts';
import { AuthenticationForm } from '../forms/authentication-form.ts';
import { login } from '../login.ts';
import { ClassView } from './class-view.ts';
import type { LoginFormClass } from './login-form-class.ts';
import { safeNextUrl } from './next-url.ts';

/** The login page: shows `registration/login.html` with `form` and `next`, and goes on to `?next=` or LOGIN_REDIRECT_URL. */
export class LoginView extends ClassView {
  static override readonly loginRequired: boolean = false;

  templateName = 'registration/login.html';
  /** The form; AuthenticationForm unless given. */
  authenticationForm: LoginFormClass = AuthenticationForm;
  /** Where to go afterwards when the address does not say; LOGIN_REDIRECT_URL unless given. */
  nextPage: string | null = null;
  redirectFieldName: string = REDIRECT_FIELD_NAME;
  /** Send those who are logged in on, too; needs a page that they may see, or they go in circles. */
  redirectAuthenticatedUser = false;
  /** Hosts beside the site's own that `?next=` may lead to. */
  successUrlAllowedHosts: readonly string[] = [];
  extraContext: Readonly<Record<string, unknown>> = {};

  override dispatch(): ReturnType<ClassView['dispatch']> {
    if (!this.redirectAuthenticatedUser || !this.request.user.isAuthenticated) {
      return neverCache(() => super.dispatch())(this.request, {});
    }
    const url = this.getSuccessUrl();
    if (url !== this.request.path) return new HttpResponseRedirect(url);
    throw new ImproperlyConfigured(
      'Redirection loop for authenticated user detected.',
      'Check that LOGIN_REDIRECT_URL does not point to the login page.',
    );
  }

  override get(): ReturnType<ClassView['dispatch']> {
    return this.renderForm(new this.authenticationForm(this.request));
  }

  override async post(): Promise<HttpResponseBase> {
    const form = new this.authenticationForm(this.request, this.request.POST);
    if (!(await form.isValid())) return this.renderForm(form);
    await login(this.request, form.getUser());
    return new HttpResponseRedirect(this.getSuccessUrl());
  }

  /** Where to go after logging in. */
  getSuccessUrl(): string {
    const { redirectFieldName: fieldName, successUrlAllowedHosts: allowedHosts } = this;
    return (
      safeNextUrl(this.request, { fieldName, allowedHosts }) ??
      resolveUrl(this.nextPage ?? settings.LOGIN_REDIRECT_URL)
    );
  }

  protected renderForm(form: AuthenticationForm): ReturnType<typeof render> {
    const { redirectFieldName: fieldName, successUrlAllowedHosts: allowedHosts } = this;
    const next = safeNextUrl(this.request, { fieldName, allowedHosts }) ?? '';
    return render(this.request, this.templateName, { form, [fieldName]: next, ...this.extraContext });
  }
}
