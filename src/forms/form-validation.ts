import { NON_FIELD_ERRORS, type ValidationError } from '../core/errors/validation-error.ts';
import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { catchInvalid, inOrder } from './awaiting.ts';
import type { BoundField } from './bound-field.ts';
import { cleanHook } from './clean-hook.ts';
import { ErrorDict } from './errors/error-dict.ts';
import { ErrorList, type ErrorListClass } from './errors/error-list.ts';
import { MissingFieldError } from './errors/missing-field-error.ts';
import { NotValidatedError } from './errors/not-validated-error.ts';
import type { Form } from './form.ts';

/**
 * The validation of one form: it runs once, in one go where nothing has to be waited for. Fields in order, each with the
 * form's `cleanXxx()`, then the form's `clean()`, then what model forms do.
 */
export class FormValidation {
  readonly #form: Form;
  readonly #errorClass: ErrorListClass;
  readonly #postClean: () => Awaitable<void>;
  #errors: ErrorDict | undefined;
  #cleaned: Record<string, unknown> | undefined;
  #running: PromiseLike<void> | undefined;

  constructor(form: Form, errorClass: ErrorListClass = ErrorList, postClean: () => Awaitable<void>) {
    this.#form = form;
    this.#errorClass = errorClass;
    this.#postClean = postClean;
  }

  /** The errors of a validation that is done. @throws NotValidatedError when it has to wait for something */
  get errors(): ErrorDict {
    if (this.#errors === undefined && isThenable(this.run())) throw this.#pending();
    if (this.#running !== undefined) throw this.#pending();
    return this.#errors!;
  }

  #pending(): NotValidatedError {
    return new NotValidatedError('errors', () => Promise.resolve(this.run()));
  }

  /** The errors so far: while validation runs, those that were found already. */
  get current(): ErrorDict {
    return this.#running !== undefined && this.#errors !== undefined ? this.#errors : this.errors;
  }

  /** The cleaned values so far. @throws NotValidatedError before validation has begun */
  get cleaned(): Record<string, unknown> {
    if (this.#cleaned === undefined) throw new NotValidatedError('cleanedData');
    return this.#cleaned;
  }

  errorsOf(name: string): ErrorList {
    return this.current.get(name) ?? this.emptyList(name);
  }

  emptyList(name: string): ErrorList {
    if (name === NON_FIELD_ERRORS) return new this.#errorClass([], { errorClass: 'nonfield' });
    return new this.#errorClass([], { fieldId: this.#form.has(name) ? this.#form.get(name).autoId : '' });
  }

  /** @throws MissingFieldError for a field that the form doesn't have */
  add(name: string, errors: readonly ValidationError[]): void {
    const known = this.current;
    if (name !== NON_FIELD_ERRORS && !this.#form.has(name)) {
      throw new MissingFieldError(this.#form.constructor.name, name, Object.keys(this.#form.fields));
    }
    const list = known.get(name) ?? this.emptyList(name);
    list.extend(errors);
    known.set(name, list);
    if (this.#cleaned !== undefined) delete this.#cleaned[name];
  }

  /** Validate unless it is done or under way. */
  run(): Awaitable<void> {
    if (this.#running !== undefined) return this.#running;
    if (this.#errors !== undefined) return;
    this.#errors = new ErrorDict();
    if (!this.#form.isBound) return;
    this.#cleaned = {};
    const running = this.#steps();
    if (!isThenable(running)) return;
    this.#running = running.then(
      () => this.#end(this.#errors),
      (error: unknown) => {
        this.#end(undefined);
        throw error;
      },
    );
    return this.#running;
  }

  #end(errors: ErrorDict | undefined): void {
    this.#running = undefined;
    this.#errors = errors;
  }

  #steps(): Awaitable<void> {
    const form = this.#form;
    const loaded = inOrder(form, (bound) => bound.loadInitial());
    return whenReady(loaded, () => {
      if (form.emptyPermitted && !form.hasChanged()) return;
      const fields = inOrder(form, (bound) => this.#cleanField(bound));
      return whenReady(fields, () => whenReady(this.#cleanForm(), this.#postClean));
    });
  }

  #cleanField(bound: BoundField): Awaitable<void> {
    const { name, field } = bound;
    const keep = (value: unknown): void => {
      this.cleaned[name] = value;
    };
    const clean = () =>
      whenReady(field.cleanBoundField(bound), (value) => {
        keep(value);
        const hook = cleanHook(this.#form, name);
        return hook === undefined ? undefined : whenReady(hook(value), keep);
      });
    return catchInvalid<void>(clean, (error) => this.add(name, error.errorList));
  }

  #cleanForm(): Awaitable<void> {
    const clean = () =>
      whenReady(this.#form.clean(), (cleaned) => {
        if (typeof cleaned === 'object' && cleaned !== null)
          this.#cleaned = cleaned as Record<string, unknown>;
      });
    return catchInvalid<void>(clean, (error) => this.#form.addError(null, error));
  }
}
