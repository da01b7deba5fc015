import { userInfo } from 'node:os';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { getUserModel } from '../user-model.ts';

/** A name to suggest: that of whoever is at the machine, if it can be one and nobody has it; `''` otherwise. */
export async function getDefaultUsername(): Promise<string> {
  const model = getUserModel();
  const name = systemUser()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\s]/g, '')
    .toLowerCase();
  if (name === '') return '';
  try {
    await (model._meta.getField(model.USERNAME_FIELD) as Field).clean(name);
  } catch (error) {
    if (error instanceof ValidationError) return '';
    throw error;
  }
  return (await model.objects.findByNaturalKey(name)) === null ? name : '';
}

/** `''` where the system has no name for it, as in some containers. */
function systemUser(): string {
  try {
    return userInfo().username;
  } catch {
    return '';
  }
}
