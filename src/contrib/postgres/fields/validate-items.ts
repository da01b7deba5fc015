import { interpolate, ValidationError } from '../../../core/errors/validation-error.ts';
import { type Awaitable, isThenable } from '../../../utils/awaitable.ts';

/** Who complains of an item: a field of models or of forms. */
interface Complainer {
  readonly errorMessages: Readonly<Record<string, { toString(): string }>>;
}

/**
 * Check every item and report all that complain, each with its place: `Item 2 in the array did not validate: ...`.
 * @throws ValidationError, or rejects with one
 */
export function validateItems(
  field: Complainer,
  items: readonly unknown[],
  check: (item: unknown, index: number) => unknown,
): Awaitable<void> {
  const errors: ValidationError[] = [];
  const waiting: PromiseLike<unknown>[] = [];
  for (const [index, item] of items.entries()) {
    const note = (error: unknown): void => {
      if (!(error instanceof ValidationError)) throw error;
      errors.push(...error.errorList.map((one) => placed(field, index, one)));
    };
    try {
      const pending = check(item, index);
      if (isThenable(pending)) waiting.push((pending as PromiseLike<unknown>).then(undefined, note));
    } catch (error) {
      note(error);
    }
  }
  const report = (): void => {
    if (errors.length > 0) throw new ValidationError(errors);
  };
  return waiting.length === 0 ? report() : Promise.all(waiting).then(report);
}

/** An item's error with the place of the item before it. */
function placed({ errorMessages }: Complainer, index: number, error: ValidationError): ValidationError {
  const before = interpolate(String(errorMessages['item_invalid']), { nth: index + 1 });
  return new ValidationError(`${before} ${error.messages.join(' ')}`, { code: 'item_invalid' });
}
