import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import { isText } from '../../../utils/text-object.ts';
import { LOOKUP_SEP } from '../constants.ts';
import { flattenChoices, isGroup, type NormalizedChoices } from './choices.ts';
import type { Field } from './field.ts';

/** What Django checks of every field: its name, choices, default and validators. */
export function checkField(field: Field): CheckMessage[] {
  return [...checkName(field), ...checkChoices(field), ...checkOptions(field), ...checkDefault(field)];
}

function checkName(field: Field): CheckMessage[] {
  const { name } = field;
  const error = (message: string, id: string) => [new CheckError(message, { obj: field, id })];
  if (name.endsWith('_')) return error('Field names must not end with an underscore.', 'fields.E001');
  if (name.includes(LOOKUP_SEP)) return error(`Field names must not contain '${LOOKUP_SEP}'.`, 'fields.E002');
  if (name === 'pk')
    return error("'pk' is a reserved word that cannot be used as a field name.", 'fields.E003');
  return [];
}

function checkChoices(field: Field): CheckMessage[] {
  if (field.options.choices === undefined || field.options.choices === null) return [];
  const { choices } = field;
  if (!Array.isArray(choices)) {
    const message = "'choices' must be a mapping (e.g. an object) or an ordered iterable (e.g. an array).";
    return [new CheckError(message, { obj: field, id: 'fields.E004' })];
  }
  if (!wellFormed(choices)) {
    const message =
      "'choices' must be a mapping of actual values to human readable names or an iterable containing [actual value, human readable name] pairs.";
    return [new CheckError(message, { obj: field, id: 'fields.E005' })];
  }
  const { maxLength } = field as { maxLength?: unknown };
  const longest = Math.max(
    0,
    ...flattenChoices(choices).map(([value]) => (typeof value === 'string' ? value.length : 0)),
  );
  if (typeof maxLength !== 'number' || longest <= maxLength) return [];
  const message = `'maxLength' is too small to fit the longest value in 'choices' (${longest} characters).`;
  return [new CheckError(message, { obj: field, id: 'fields.E009' })];
}

function wellFormed(choices: NormalizedChoices): boolean {
  return choices.every((entry) => {
    if (!Array.isArray(entry) || entry.length !== 2) return false;
    return isGroup(entry) ? wellFormed(entry[1]) : isText(entry[1]) || typeof entry[1] !== 'object';
  });
}

function checkOptions(field: Field): CheckMessage[] {
  const found: CheckMessage[] = [];
  if (field.primaryKey && field.null) {
    const hint = 'Set null: false on the field, or remove the primaryKey option.';
    found.push(
      new CheckError('Primary keys must not have null: true.', { obj: field, id: 'fields.E007', hint }),
    );
  }
  if (typeof field.dbIndex !== 'boolean') {
    const message = "'dbIndex' must be null, true or false.";
    found.push(new CheckError(message, { obj: field, id: 'fields.E006' }));
  }
  const notCallable = (field.options.validators ?? []).findIndex(
    (validator) => typeof validator !== 'function',
  );
  if (notCallable >= 0) {
    const hint = `validators[${notCallable}] isn't a function.`;
    found.push(new CheckError("All 'validators' must be callable.", { obj: field, id: 'fields.E008', hint }));
  }
  return found;
}

/** One array or object for all instances would be changed by all of them. */
function checkDefault(field: Field): CheckMessage[] {
  const value = field.default;
  if (
    !Array.isArray(value) &&
    !(typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype)
  ) {
    return [];
  }
  const empty = Array.isArray(value) ? '[]' : '({})';
  const message = `${field.constructor.name} default should be a callable instead of an instance so that it's not shared between all field instances.`;
  const hint = `Use a function instead, e.g., use \`() => ${empty}\` instead of \`${empty.replace(/[()]/g, '')}\`.`;
  return [new CheckWarning(message, { obj: field, id: 'fields.E010', hint })];
}
