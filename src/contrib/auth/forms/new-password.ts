import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { Form } from '../../../forms/form.ts';
import { PasswordInput } from '../../../forms/widgets/password-input.ts';
import { formatHtmlJoin, markSafe, type SafeString } from '../../../utils/html.ts';
import type { PasswordOwner } from '../password-validation/password-validator.ts';
import { passwordValidatorsHelpTexts, validatePassword } from '../password-validation/validate-password.ts';

/** The input for a password that is being chosen: browsers offer to make one. */
export function newPasswordInput(): PasswordInput {
  return new PasswordInput({ attrs: { autocomplete: 'new-password' } });
}

/** Whether a password was typed twice alike, and breaks no rule; errors go to the second field. */
export async function checkNewPassword(
  form: Form,
  names: readonly [first: string, second: string],
  user?: PasswordOwner,
): Promise<void> {
  const data = form.cleanedData as Readonly<Record<string, unknown>>;
  const [first, second] = names.map((name) => data[name]);
  if (typeof first !== 'string' || typeof second !== 'string' || first === '') return;
  if (first !== second) {
    addError(
      form,
      names[1],
      new ValidationError('The two password fields didn’t match.', { code: 'password_mismatch' }),
    );
    return;
  }
  try {
    await validatePassword(second, user);
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    addError(form, names[1], error);
  }
}

function addError(form: Form, name: string, error: ValidationError): void {
  form.addError(name as never, error);
}

/** The rules for passwords as a list; empty when there are none. */
export async function passwordHelpHtml(): Promise<SafeString> {
  const texts = await passwordValidatorsHelpTexts();
  if (texts.length === 0) return markSafe('');
  return markSafe(
    `<ul>${formatHtmlJoin(
      '',
      '<li>{}</li>',
      texts.map((text) => [text]),
    )}</ul>`,
  );
}
