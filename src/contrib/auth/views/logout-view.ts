import { settings } from '../../../conf/configure.ts';
import { HttpResponseRedirect } from '../../../http/redirect-response.ts';
import type { HttpResponseBase } from '../../../http/response-base.ts';
import { render, resolveUrl } from '../../../shortcuts.ts';
import { REDIRECT_FIELD_NAME } from '../decorators/redirect-to-login.ts';
import { logout } from '../login.ts';
import { ClassView } from './class-view.ts';
import { safeNextUrl } from './next-url.ts';

/** Logs out, by POST only: a link on another site must not be able to. Shows `registration/logged_out.html`, or goes to `next`. */
export class LogoutView extends ClassView {
  templateName = 'registration/logged_out.html';
  /** Where to go afterwards; LOGOUT_REDIRECT_URL unless given. */
  nextPage: string | null = null;
  redirectFieldName: string = REDIRECT_FIELD_NAME;
  successUrlAllowedHosts: readonly string[] = [];
  extraContext: Readonly<Record<string, unknown>> = {};

  override async post(): Promise<HttpResponseBase> {
    await logout(this.request);
    const url = this.getSuccessUrl();
    if (url !== undefined) return new HttpResponseRedirect(url);
    return render(this.request, this.templateName, { title: 'Logged out', ...this.extraContext });
  }

  /** Where to go after logging out; undefined shows the template. */
  getSuccessUrl(): string | undefined {
    const { redirectFieldName: fieldName, successUrlAllowedHosts: allowedHosts } = this;
    const next = safeNextUrl(this.request, { fieldName, allowedHosts });
    const usual = this.nextPage ?? settings.LOGOUT_REDIRECT_URL;
    return next ?? (usual === null ? undefined : resolveUrl(usual));
  }
}
