import type { Form } from '../../forms/form.ts';
import { fail, prefixed } from '../assertion-failed.ts';
import { assertEqual } from './basic.ts';

/**
 * The form has exactly these errors at a field; at none, for `null`: `assertFormError(form, 'title', 'This field is required.')`.
 * It is validated if nobody has done so.
 */
export async function assertFormError(
  form: Form,
  field: string | null,
  errors: string | readonly string[],
  msgPrefix?: string,
): Promise<void> {
  if (!form.isBound) fail(prefixed(msgPrefix, 'The form is not bound, it will never have any errors.'));
  await form.isValid();
  if (field !== null && !(field in form))
    fail(prefixed(msgPrefix, `The form does not contain the field '${field}'.`));
  const found = form.errors.get(field ?? '__all__');
  const actual = found === undefined ? [] : Array.from(found, String);
  assertEqual(actual, typeof errors === 'string' ? [errors] : [...errors], msgPrefix);
}
