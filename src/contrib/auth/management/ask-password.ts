import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { Output } from '../../../management/output.ts';
import { hiddenQuestion } from '../../../management/prompt.ts';
import type { PasswordOwner } from '../password-validation/password-validator.ts';
import { validatePassword } from '../password-validation/validate-password.ts';

/** Ask for a password twice, until both are the same and not blank. */
export async function askPassword(stderr: Output): Promise<string> {
  for (;;) {
    const password = await hiddenQuestion('Password: ');
    const again = await hiddenQuestion('Password (again): ');
    if (password !== again) stderr.write("Error: Your passwords didn't match.");
    else if (password.trim() === '') stderr.write("Error: Blank passwords aren't allowed.");
    else return password;
  }
}

/** Judge a password, and print what is wrong with it. @returns whether anything is */
export async function hasFaults(password: string, user: PasswordOwner, stderr: Output): Promise<boolean> {
  try {
    await validatePassword(password, user);
    return false;
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    stderr.write(error.messages.join('\n'));
    return true;
  }
}
