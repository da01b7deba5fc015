import { NON_FIELD_ERRORS, ValidationError } from '../../core/errors/validation-error.ts';

/** ValidationErrors of several checks, by field. */
export class ErrorCollection {
  readonly #errors = new Map<string, ValidationError[]>();

  /** Run a check; what it complains about is kept under the fields it names, else under `name`. */
  async collect(check: () => unknown, name: string = NON_FIELD_ERRORS): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      this.add(error, name);
    }
  }

  add(error: ValidationError, name: string = NON_FIELD_ERRORS): void {
    const found = error.errorDict ?? new Map([[name, error.errorList]]);
    for (const [field, errors] of found)
      this.#errors.set(field, [...(this.#errors.get(field) ?? []), ...errors]);
  }

  names(): Iterable<string> {
    return [...this.#errors.keys()];
  }

  throwIfAny(): void {
    if (this.#errors.size > 0) throw new ValidationError(Object.fromEntries(this.#errors));
  }
}
