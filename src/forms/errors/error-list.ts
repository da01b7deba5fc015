import { ValidationError } from '../../core/errors/validation-error.ts';
import { escapeText, markSafe, type SafeString } from '../../utils/html.ts';

/** An error as JSON gives it. */
export interface ErrorData {
  message: string;
  /** Kind of mistake, `'required'`; empty when whoever raised it named none. */
  code: string;
}

export interface ErrorListOptions {
  /** Class names beside `errorlist`: `'nonfield'`. */
  errorClass?: string;
  /** `id` of the field's widget; the list gets one made of it, which the widget refers to. */
  fieldId?: string;
}

/** A class of error lists, for forms that draw them their own way. */
export type ErrorListClass = new (errors?: readonly ErrorLike[], options?: ErrorListOptions) => ErrorList;

export type ErrorLike = string | ValidationError;

/** The errors of one field, or of the form as a whole: a list of texts that prints itself as `<ul class="errorlist">`. */
export class ErrorList extends Array<string> {
  /** `map()`, `filter()` and the like give plain lists. */
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  readonly errorClass: string;
  readonly fieldId: string;
  readonly #data: ValidationError[] = [];

  constructor(errors: readonly ErrorLike[] = [], options: ErrorListOptions = {}) {
    super();
    this.errorClass = options.errorClass === undefined ? 'errorlist' : `errorlist ${options.errorClass}`;
    this.fieldId = options.fieldId ?? '';
    this.extend(errors);
  }

  /** Add errors at the end. */
  extend(errors: Iterable<ErrorLike>): void {
    for (const error of errors) {
      const single = typeof error === 'string' ? [new ValidationError(error)] : error.errorList;
      for (const part of single) {
        this.#data.push(part);
        this.push(...part.messages);
      }
    }
  }

  /** The errors themselves, which have a `kind` and `params`. */
  asData(): readonly ValidationError[] {
    return this.#data;
  }

  getJsonData(escapeHtml = false): ErrorData[] {
    return this.#data.map((error) => {
      const message = error.messages[0] ?? '';
      return { message: escapeHtml ? escapeText(message) : message, code: error.kind ?? '' };
    });
  }

  asJson(escapeHtml = false): string {
    return JSON.stringify(this.getJsonData(escapeHtml));
  }

  /** One line per error: `* This field is required.` */
  asText(): string {
    return Array.from(this, (error) => `* ${error}`).join('\n');
  }

  asUl(): SafeString {
    if (this.length === 0) return markSafe('');
    const id = this.fieldId === '' ? '' : ` id="${escapeText(this.fieldId)}_error"`;
    const items = Array.from(this, (error) => `<li>${escapeText(error)}</li>`);
    return markSafe(`<ul class="${escapeText(this.errorClass)}"${id}>${items.join('')}</ul>`);
  }

  /** How it prints in a template; a subclass may draw it otherwise. */
  toHtml(): SafeString {
    return this.asUl();
  }

  override toString(): string {
    return this.toHtml().toString();
  }
}
