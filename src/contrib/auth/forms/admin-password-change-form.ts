import type { FormData } from '../../../forms/data-source.ts';
import { CharField } from '../../../forms/declarations/text.ts';
import { Form } from '../../../forms/form.ts';
import type { FormOptions } from '../../../forms/form-options.ts';
import type { AuthUser } from '../auth-types.ts';
import { checkNewPassword, newPasswordInput, passwordHelpHtml } from './new-password.ts';

/** Sets somebody else's password, in the admin. */
export class AdminPasswordChangeForm extends Form {
  password1 = CharField({ label: 'Password', strip: false, widget: newPasswordInput() });
  password2 = CharField({
    label: 'Password (again)',
    strip: false,
    widget: newPasswordInput(),
    helpText: 'Enter the same password as before, for verification.',
  });

  readonly user: AuthUser;

  constructor(user: AuthUser, data?: FormData | null, options?: FormOptions) {
    super(data, options);
    this.user = user;
  }

  override async prepare(name?: string): Promise<void> {
    await super.prepare(name);
    this.password1.field.helpText = await passwordHelpHtml();
  }

  override async clean(): Promise<void> {
    await checkNewPassword(this, ['password1', 'password2'], this.user);
  }

  async save(options: { commit?: boolean } = {}): Promise<AuthUser> {
    await this.user.setPassword(this.cleanedData.password1);
    if (options.commit ?? true) await this.user.save();
    return this.user;
  }
}
