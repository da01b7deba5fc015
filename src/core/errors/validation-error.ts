import { repr } from '../../utils/python-str.ts';
import { isText } from '../../utils/text-object.ts';
import type { Text } from '../../utils/translation/lazy.ts';
import { valueText } from '../../utils/value-text.ts';
import { FrameworkError } from './framework-error.ts';

/** The key under which errors of no single field are kept. */
export const NON_FIELD_ERRORS = '__all__';

export type ValidationParams = Readonly<Record<string, unknown>>;
export interface ValidationErrorOptions {
  /** Kind of mistake, for code that tells errors apart: `'required'`, `'invalid'`, `'unique'`. */
  code?: string;
  /** Values for the `%(name)s` places of the message. */
  params?: ValidationParams;
}
export type ValidationMessage = Text | ValidationError | readonly ValidationMessage[];

/**
 * Data does not pass validation. Made of one message, a list of them, or an object of lists by field name;
 * `errorList` holds the single errors in order, `errorDict` is there when it was made of an object.
 */
export class ValidationError extends FrameworkError {
  readonly errorList: readonly ValidationError[];
  readonly errorDict: ReadonlyMap<string, readonly ValidationError[]> | undefined;
  readonly template: string;
  /** The `code` that was given by whoever raised it; undefined when none was, and `code` is `'core.validation'`. */
  readonly kind: string | undefined;
  readonly params: ValidationParams | undefined;

  constructor(
    message: ValidationMessage | Readonly<Record<string, ValidationMessage>>,
    options: ValidationErrorOptions = {},
  ) {
    const single = message instanceof ValidationError && message.template !== '' ? message : undefined;
    const kind = single?.kind ?? options.code;
    super(kind ?? 'core.validation', textOf(message, options.params));
    this.kind = kind;
    this.params = single?.params ?? options.params;
    this.template = isText(message) ? message.toString() : (single?.template ?? '');
    if (isText(message)) {
      this.errorList = [this];
    } else if (Array.isArray(message) || message instanceof ValidationError) {
      this.errorDict = message instanceof ValidationError ? message.errorDict : undefined;
      this.errorList = flatten(message as ValidationMessage);
    } else {
      const dict = new Map<string, readonly ValidationError[]>();
      for (const [field, errors] of Object.entries(message)) dict.set(field, flatten(errors));
      this.errorDict = dict;
      this.errorList = [...dict.values()].flat();
    }
  }

  /** The texts, with their parameters filled in. */
  get messages(): string[] {
    return this.errorList.map((error) => interpolate(error.template, error.params));
  }

  /** Texts by field name; everything is under `__all__` when no fields were named. */
  get messageDict(): Record<string, string[]> {
    const lists = this.errorDict ?? new Map([[NON_FIELD_ERRORS, this.errorList]]);
    return Object.fromEntries(
      [...lists].map(([field, errors]) => [field, errors.flatMap((error) => error.messages)]),
    );
  }
}

function flatten(message: ValidationMessage): readonly ValidationError[] {
  if (message instanceof ValidationError) return message.errorList;
  if (isText(message)) return [new ValidationError(message)];
  return message.flatMap(flatten);
}

function textOf(
  message: ValidationMessage | Readonly<Record<string, ValidationMessage>>,
  params?: ValidationParams,
): string {
  if (isText(message)) return interpolate(message.toString(), params);
  if (message instanceof ValidationError) return message.message;
  if (Array.isArray(message)) return message.map((item) => textOf(item as ValidationMessage)).join(' ');
  return Object.entries(message)
    .map(([field, errors]) => `${field}: ${textOf(errors)}`)
    .join('; ');
}

/** `'At least %(limit)d.'` with `{ limit: 8 }` is `'At least 8.'`; `%(name)r` puts texts in quotes; `%%` is a percent sign. */
export function interpolate(template: string, params?: ValidationParams): string {
  if (params === undefined) return template;
  return template.replace(/%\((\w+)\)([a-z])|%%/g, (place, name?: string, form?: string) => {
    if (name === undefined) return '%';
    if (!(name in params)) return place;
    return form === 'r' ? repr(params[name]) : valueText(params[name]);
  });
}
