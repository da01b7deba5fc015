import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { ArrayField } from './array-field.ts';

/** What the checks find of the field that an array is made of. */
export function checkBaseField(field: ArrayField): CheckMessage[] {
  const { baseField } = field;
  const error = (message: string, id: string): CheckMessage[] => [
    new CheckError(message, { obj: field, id }),
  ];
  if (baseField.isRelation) return error('Base field for array cannot be a related field.', 'postgres.E002');
  const found = baseField.check();
  const errors = found.filter((message) => message instanceof CheckError);
  const warnings = found.filter((message) => message instanceof CheckWarning);
  const list = (messages: readonly CheckMessage[]): string =>
    messages.map((message) => `${message.message} (${message.id})`).join('\n    ');
  if (errors.length > 0)
    return error(`Base field for array has errors:\n    ${list(errors)}`, 'postgres.E001');
  if (warnings.length === 0) return [];
  const message = `Base field for array has warnings:\n    ${list(warnings)}`;
  return [new CheckWarning(message, { obj: field, id: 'postgres.W004' })];
}
