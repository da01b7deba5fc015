import type { FormData } from '../../../forms/data-source.ts';
import { CharField } from '../../../forms/declarations/text.ts';
import { Form } from '../../../forms/form.ts';
import type { FormOptions } from '../../../forms/form-options.ts';
import type { AuthUser } from '../auth-types.ts';
import { checkNewPassword, newPasswordInput, passwordHelpHtml } from './new-password.ts';

/** Lets a user set a password without knowing the old one, as after a reset. */
export class SetPasswordForm extends Form {
  newPassword1 = CharField({ label: 'New password', strip: false, widget: newPasswordInput() });
  newPassword2 = CharField({ label: 'New password confirmation', strip: false, widget: newPasswordInput() });

  readonly user: AuthUser;

  constructor(user: AuthUser, data?: FormData | null, options?: FormOptions) {
    super(data, options);
    this.user = user;
  }

  override async prepare(name?: string): Promise<void> {
    await super.prepare(name);
    this.newPassword1.field.helpText = await passwordHelpHtml();
  }

  override async clean(): Promise<void> {
    await checkNewPassword(this, ['newPassword1', 'newPassword2'], this.user);
  }

  /** Set the password, and save the user unless told otherwise. */
  async save(options: { commit?: boolean } = {}): Promise<AuthUser> {
    await this.user.setPassword(this.cleanedData.newPassword1);
    if (options.commit ?? true) await this.user.save();
    return this.user;
  }
}
