import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { AuthUser } from '../../auth/auth-types.ts';
import { AuthenticationForm } from '../../auth/forms/authentication-form.ts';

/** Lets in staff only. */
export class AdminAuthenticationForm extends AuthenticationForm {
  override async confirmLoginAllowed(user: AuthUser): Promise<void> {
    await super.confirmLoginAllowed(user);
    if (!user.isStaff) throw this.invalidLogin();
  }

  protected override invalidLogin(): ValidationError {
    return new ValidationError(
      'Please enter the correct %(username)s and password for a staff account. Note that both fields may be case-sensitive.',
      { code: 'invalid_login', params: { username: String(this.username.label).toLowerCase() } },
    );
  }
}
