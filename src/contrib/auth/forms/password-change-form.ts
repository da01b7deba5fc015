import { ValidationError } from '../../../core/errors/validation-error.ts';
import { CharField } from '../../../forms/declarations/text.ts';
import { PasswordInput } from '../../../forms/widgets/password-input.ts';
import { SetPasswordForm } from './set-password-form.ts';

/** Lets users change their password when they know the old one. */
export class PasswordChangeForm extends SetPasswordForm {
  static override readonly fieldOrder: readonly string[] = ['oldPassword', 'newPassword1', 'newPassword2'];

  oldPassword = CharField({
    label: 'Old password',
    strip: false,
    widget: new PasswordInput({ attrs: { autocomplete: 'current-password', autofocus: true } }),
  });

  async cleanOldPassword(): Promise<string> {
    const { oldPassword } = this.cleanedData;
    if (await this.user.checkPassword(oldPassword)) return oldPassword;
    throw new ValidationError('Your old password was entered incorrectly. Please enter it again.', {
      code: 'password_incorrect',
    });
  }
}
