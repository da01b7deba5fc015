import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import { ValueError } from '../errors/value-error.ts';

/** The options of an operation. @throws ValueError for what is no object */
export function operationOptions<O>(name: string, given: O): O {
  if (isPlainObject(given)) return given;
  throw new ValueError(
    `The options of ${name}() are an object, not ${shownValue(given)}.`,
    "Write them as makemigrations does: operations.AddField({ modelName: 'article', ... }).",
  );
}
