import { isText } from '../../utils/text-object.ts';
import { TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';

/** The text that a filter was given. @throws TemplateValueError for anything else */
export function textArgument(value: unknown): string {
  if (isText(value)) return value.toString();
  throw new TemplateValueError(
    `The filter needs a text, and was given ${briefly(value)}.`,
    'Put it in quotes.',
  );
}
