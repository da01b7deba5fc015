import { str } from '../utils/python-str.ts';
import { TemplateSyntaxError } from './errors.ts';

/** A tag or filter was given a value that it can't work with: `{{ "x"|divisibleby:0 }}`. Django has Python's TypeError or ValueError here. */
export class TemplateValueError extends TemplateSyntaxError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'template.value');
  }
}

/** A tag or filter would make a text, or go through a list, that no page can have: `{{ "a"|ljust:"999999999" }}`. */
export class TemplateTooLarge extends TemplateSyntaxError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'template.too-large');
  }
}

/** Templates, or the values in them, are nested in each other without end. */
export class TemplateNestingError extends TemplateSyntaxError {
  constructor(what: string, hint?: string, options?: ErrorOptions) {
    super(what, hint, options, 'template.nesting');
  }
}

/** Characters in a text that one filter makes, and items of a list. */
export const MAX_SIZE = 10_000_000;
/** Items that come out of an iterator, of which nobody knows whether it ends. */
export const MAX_STEPS = 1_000_000;

/** @throws TemplateTooLarge when a text would have more characters than that */
export function checkLength(length: number): void {
  if (length <= MAX_SIZE) return;
  throw new TemplateTooLarge(
    `A text of ${str(length)} characters is longer than a filter makes: ${MAX_SIZE} at most.`,
  );
}

/** A text that a filter has made. @throws TemplateTooLarge when it is longer than `MAX_SIZE` */
export function sized<T extends string>(text: T): T {
  checkLength(text.length);
  return text;
}

/** What JavaScript says when a rendering leaves its bounds, in words that a template's author can do something with. */
export function explained(error: unknown): unknown {
  if (!(error instanceof RangeError)) return error;
  if (error.message === 'Maximum call stack size exceeded') {
    return new TemplateNestingError(
      'Templates, or the values in them, are nested too deep.',
      'Look for an include, a list or a method that leads to itself.',
      { cause: error },
    );
  }
  if (error.message === 'Invalid string length') {
    return new TemplateTooLarge('The text is longer than JavaScript can hold.', undefined, { cause: error });
  }
  return error;
}
