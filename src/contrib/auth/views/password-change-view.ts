import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { render, resolveUrl } from '../../../shortcuts.ts';
import { reverseLazy } from '../../../urls/reverse-lazy.ts';
import type { AuthUser } from '../auth-types.ts';
import { redirectRequestToLogin } from '../decorators/redirect-to-login.ts';
import { PasswordChangeForm } from '../forms/password-change-form.ts';
import { updateSessionAuthHash } from '../login.ts';
import { ClassView } from './class-view.ts';

/** Lets users change their password: shows `registration/password_change_form.html` with `form`. */
export class PasswordChangeView extends ClassView {
  templateName = 'registration/password_change_form.html';
  formClass: typeof PasswordChangeForm = PasswordChangeForm;
  /** Where to go afterwards; the route called `password_change_done` unless given. */
  successUrl: string | { toString(): string } = reverseLazy('password_change_done');
  extraContext: Readonly<Record<string, unknown>> = {};

  override dispatch(): ReturnType<ClassView['dispatch']> {
    return this.request.user.isAuthenticated ? super.dispatch() : redirectRequestToLogin(this.request);
  }

  override async get(): Promise<HttpResponseBase> {
    return this.#render(new this.formClass(this.#user));
  }

  override async post(): Promise<HttpResponseBase> {
    const form = new this.formClass(this.#user, this.request.POST);
    if (!(await form.isValid())) return this.#render(form);
    await form.save();
    await updateSessionAuthHash(this.request, this.#user);
    return new HttpResponseRedirect(resolveUrl(this.successUrl));
  }

  async #render(form: PasswordChangeForm): Promise<HttpResponseBase> {
    await form.prepare();
    return render(this.request, this.templateName, { form, title: 'Password change', ...this.extraContext });
  }

  /** `dispatch()` has sent everybody else away. */
  get #user(): AuthUser {
    return this.request.user as AuthUser;
  }
}

/** The page after that: `registration/password_change_done.html`. */
export class PasswordChangeDoneView extends ClassView {
  templateName = 'registration/password_change_done.html';
  extraContext: Readonly<Record<string, unknown>> = {};

  override dispatch(): ReturnType<ClassView['dispatch']> {
    return this.request.user.isAuthenticated ? super.dispatch() : redirectRequestToLogin(this.request);
  }

  override get(): ReturnType<ClassView['dispatch']> {
    const context = { title: 'Password change successful', ...this.extraContext };
    return render(this.request, this.templateName, context);
  }
}
