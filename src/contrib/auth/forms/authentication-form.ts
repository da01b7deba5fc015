import { FrameworkError } from '../../../core/errors/framework-error.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { FormData } from '../../../forms/data-source.ts';
import { CharField } from '../../../forms/declarations/text.ts';
import { Form } from '../../../forms/form.ts';
import type { FormOptions } from '../../../forms/form-options.ts';
import { PasswordInput } from '../../../forms/widgets/password-input.ts';
import { TextInput } from '../../../forms/widgets/simple-inputs.ts';
import type { HttpRequest } from '../../../http/request.ts';
import { capfirst } from '../../../utils/case.ts';
import type { AuthUser } from '../auth-types.ts';
import { authenticate } from '../authenticate.ts';
import { getUserModel } from '../user-model.ts';

const LONGEST_USERNAME = 254;

/** Asks for name and password. Override `confirmLoginAllowed()` to let in only some users. */
export class AuthenticationForm extends Form {
  username = CharField({
    widget: new TextInput({ attrs: { autofocus: true, autocapitalize: 'none', autocomplete: 'username' } }),
  });
  password = CharField({
    label: 'Password',
    strip: false,
    widget: new PasswordInput({ attrs: { autocomplete: 'current-password' } }),
  });

  readonly request: HttpRequest | undefined;
  #user: AuthUser | undefined;

  constructor(request?: HttpRequest | null, data?: FormData | null, options?: FormOptions) {
    super(data, options);
    this.request = request ?? undefined;
    const model = getUserModel();
    const field = model._meta.getField(model.USERNAME_FIELD) as { maxLength?: number; verboseName: unknown };
    this.username.field.widget.attrs['maxlength'] = field.maxLength ?? LONGEST_USERNAME;
    this.username.field.label ??= capfirst(String(field.verboseName));
  }

  override async clean(): Promise<void> {
    const { username, password } = this.cleanedData;
    if (!username || !password) return;
    const user = await authenticate(this.request, { username, password });
    if (user === null) throw this.invalidLogin();
    await this.confirmLoginAllowed(user);
    this.#user = user;
  }

  /** Refuse a user whose password is right. @throws ValidationError */
  confirmLoginAllowed(user: AuthUser): void | Promise<void> {
    if (!user.isActive) throw new ValidationError('This account is inactive.', { code: 'inactive' });
  }

  /** The user whom the form let in. @throws FrameworkError before `isValid()` has said yes */
  getUser(): AuthUser {
    if (this.#user !== undefined) return this.#user;
    throw new FrameworkError(
      'auth.no-user',
      'The form has let nobody in.',
      'Ask `await form.isValid()` first, and call getUser() only when it is true.',
    );
  }

  /** The error for a name and a password that don't belong together. */
  protected invalidLogin(): ValidationError {
    return new ValidationError(
      'Please enter a correct %(username)s and password. Note that both fields may be case-sensitive.',
      { code: 'invalid_login', params: { username: String(this.username.label).toLowerCase() } },
    );
  }
}
