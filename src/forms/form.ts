import {
  NON_FIELD_ERRORS,
  ValidationError,
  type ValidationMessage,
} from '../core/errors/validation-error.ts';
import { type Awaitable, isThenable, whenReady } from '../utils/awaitable.ts';
import { markSafe, type SafeString } from '../utils/html.ts';
import { gettext } from '../utils/translation.ts';
import { catchInvalid, inOrder } from './awaiting.ts';
import type { BoundField, BoundFieldClass } from './bound-field.ts';
import { cleanHook } from './clean-hook.ts';
import type { CleanedData } from './cleaned-data.ts';
import { type DataSource, type FormData, toDataSource } from './data-source.ts';
import { ErrorDict } from './errors/error-dict.ts';
import { ErrorList, type ErrorListClass } from './errors/error-list.ts';
import { MissingFieldError } from './errors/missing-field-error.ts';
import { NotValidatedError } from './errors/not-validated-error.ts';
import { PendingHtmlError } from './errors/pending-html-error.ts';
import type { Field } from './fields/field.ts';
import { FormFields } from './form-fields.ts';
import type { FormOptions } from './form-options.ts';
import type { Media } from './media/media.ts';
import { mediaOf } from './media/media-of.ts';
import { defaultRenderer } from './renderers/default-renderer.ts';
import type { FormRenderer } from './renderers/renderer.ts';
import type { Widget } from './widgets/widget.ts';

/** What a form's template is given. */
export interface FormContext {
  readonly form: Form;
  readonly fields: readonly (readonly [field: BoundField, errors: ErrorList])[];
  readonly hiddenFields: readonly BoundField[];
  /** Errors of no field, and of hidden ones. */
  readonly errors: ErrorList;
}

/** What `addError()` takes: a text, an error, a list of them, or lists by field name. */
export type FormError = ValidationMessage | Readonly<Record<string, ValidationMessage>>;

/**
 * A form: fields as properties, submitted data in, cleaned data or errors out, HTML of both.
 *
 * @example
 * class ContactForm extends forms.Form {
 *   subject = forms.CharField({ maxLength: 100 });
 *   sender = forms.EmailField();
 *   cleanSubject() { return this.cleanedData.subject.toUpperCase(); }
 * }
 * const form = new ContactForm(request.POST);
 * if (await form.isValid()) send(form.cleanedData.subject);
 */
export class Form {
  /** Prefix of every form of the class, unless one is given. */
  static readonly prefix: string | null = null;
  static readonly fieldOrder: readonly string[] | null = null;
  static readonly useRequiredAttribute: boolean = true;
  /** Class name around fields that have errors. */
  static readonly errorCssClass: string | undefined = undefined;
  /** Class name around required fields, and of their labels. */
  static readonly requiredCssClass: string | undefined = undefined;
  static readonly renderer: FormRenderer | undefined = undefined;
  static readonly boundFieldClass: BoundFieldClass | undefined = undefined;
  /** Template of `{{ form }}`; the renderer's when there is none. */
  static readonly templateName: string | undefined = undefined;
  static readonly templateNameLabel: string = 'django/forms/label.html';

  readonly #options: FormOptions;
  readonly #data: DataSource;
  readonly #files: DataSource;
  readonly #bound: boolean;
  readonly #fields: FormFields;
  #initial: Readonly<Record<string, unknown>>;
  #prefix: string | null;
  #useRequiredAttribute: boolean;
  #emptyPermitted: boolean;
  #errors: ErrorDict | undefined;
  #cleaned: Record<string, unknown> | undefined;
  #cleaning: PromiseLike<void> | undefined;
  #changedData: readonly string[] | undefined;

  /**
   * @param data submitted data, `request.POST`; without it (and without files) the form is not bound: it shows its initial
   * values and validates nothing
   */
  constructor(data?: FormData | null, options: FormOptions = {}) {
    const type = new.target;
    this.#options = options;
    this.#bound = (data ?? null) !== null || (options.files ?? null) !== null;
    this.#data = toDataSource(data);
    this.#files = toDataSource(options.files);
    this.#initial = options.initial ?? {};
    this.#prefix = options.prefix ?? type.prefix;
    this.#useRequiredAttribute = options.useRequiredAttribute ?? type.useRequiredAttribute;
    this.#emptyPermitted = options.emptyPermitted ?? false;
    if (this.#emptyPermitted && this.#useRequiredAttribute) {
      throw new TypeError(
        'emptyPermitted needs useRequiredAttribute: false, or browsers would ask for every field.',
      );
    }
    this.#fields = new FormFields(
      this,
      options.fieldOrder === undefined ? type.fieldOrder : options.fieldOrder,
    );
  }

  /** Whether there is data to validate. */
  get isBound(): boolean {
    return this.#bound;
  }

  get data(): DataSource {
    return this.#data;
  }

  get files(): DataSource {
    return this.#files;
  }

  get initial(): Readonly<Record<string, unknown>> {
    return this.#initial;
  }

  set initial(initial: Readonly<Record<string, unknown>>) {
    this.#initial = initial;
    for (const bound of this) bound.resetInitial();
  }

  get prefix(): string | null {
    return this.#prefix;
  }

  set prefix(prefix: string | null) {
    this.#prefix = prefix;
  }

  get autoId(): string | boolean {
    return this.#options.autoId ?? 'id_%s';
  }

  get labelSuffix(): string {
    return this.#options.labelSuffix ?? gettext(':');
  }

  get emptyPermitted(): boolean {
    return this.#emptyPermitted;
  }

  set emptyPermitted(permitted: boolean) {
    this.#emptyPermitted = permitted;
  }

  get useRequiredAttribute(): boolean {
    return this.#useRequiredAttribute;
  }

  set useRequiredAttribute(use: boolean) {
    this.#useRequiredAttribute = use;
  }

  get errorCssClass(): string | undefined {
    return this.#class.errorCssClass;
  }

  get requiredCssClass(): string | undefined {
    return this.#class.requiredCssClass;
  }

  get templateNameLabel(): string {
    return this.#class.templateNameLabel;
  }

  get renderer(): FormRenderer {
    return this.#options.renderer ?? this.#class.renderer ?? defaultRenderer();
  }

  get boundFieldClass(): BoundFieldClass | undefined {
    return this.#options.boundFieldClass ?? this.#class.boundFieldClass ?? this.renderer.boundFieldClass;
  }

  get #class(): typeof Form {
    return this.constructor as typeof Form;
  }

  // --- fields

  /** The fields of this form by name, in order. Change, add or delete them in the constructor, after `super()`. */
  get fields(): Record<string, Field> {
    return this.#fields.adopt();
  }

  /** The field of a name in its place in the form. @throws MissingFieldError naming the fields there are */
  get(name: string): BoundField {
    const bound = this.#fields.get(name);
    if (bound === undefined) throw new MissingFieldError(this.#class.name, name, Object.keys(this.fields));
    return bound;
  }

  /** Whether the form has a field of this name. */
  has(name: string): boolean {
    return Object.hasOwn(this.fields, name);
  }

  [Symbol.iterator](): Iterator<BoundField> {
    return this.#fields[Symbol.iterator]();
  }

  /** Put the named fields first, in this order. */
  orderFields(names: readonly string[]): void {
    this.#fields.adopt();
    this.#fields.reorder(names);
  }

  hiddenFields(): BoundField[] {
    return [...this.#fields].filter((bound) => bound.isHidden);
  }

  visibleFields(): BoundField[] {
    return [...this.#fields].filter((bound) => !bound.isHidden);
  }

  /** Name of an input: with the form's prefix. */
  addPrefix(name: string): string {
    return this.#prefix ? `${this.#prefix}-${name}` : name;
  }

  addInitialPrefix(name: string): string {
    return `initial-${this.addPrefix(name)}`;
  }

  /** What the form shows first in a field: its own initial value, else the field's. */
  getInitialForField(field: Field<unknown>, name: string): unknown {
    const given = Object.hasOwn(this.#initial, name) ? this.#initial[name] : field.initial;
    const value: unknown = typeof given === 'function' ? given() : given;
    return withoutFraction(value, field.widget);
  }

  widgetDataValue(widget: Widget, htmlName: string): unknown {
    return widget.valueFromDatadict(this.#data, this.#files, htmlName);
  }

  /** Whether the submitted data holds an input of this name. */
  hasData(htmlName: string): boolean {
    return this.#data.has(htmlName);
  }

  /** Whether the form has to be sent as `multipart/form-data`: it has a file input. */
  isMultipart(): boolean {
    return Object.values(this.fields).some((field) => field.widget.needsMultipartForm);
  }

  /** Style sheets and scripts of the form and its widgets. */
  get media(): Media {
    return Object.values(this.fields).reduce(
      (media, field) => media.add(field.widget.media),
      mediaOf(this.constructor),
    );
  }

  /**
   * Load what fields need to be drawn, such as choices that are rows of a table. Drawing does it by itself where it may
   * wait, as in a template.
   * @param name only this field
   */
  prepare(name?: string): Awaitable<void> {
    if (name !== undefined) return this.fields[name]?.prepare();
    return inOrder(Object.values(this.fields), (field) => field.prepare());
  }

  // --- validation

  /** Validate, once, and tell whether the data is acceptable. A form without data is never valid. */
  async isValid(): Promise<boolean> {
    await this.fullClean();
    return this.#bound && this.#errors?.size === 0;
  }

  /**
   * All errors by field name; empty before there is data.
   * @throws NotValidatedError when validation has to wait for something: `await form.isValid()` comes first then
   */
  get errors(): ErrorDict {
    if (this.#errors === undefined && isThenable(this.fullClean())) throw new NotValidatedError('errors');
    if (this.#cleaning !== undefined) throw new NotValidatedError('errors');
    return this.#errors!;
  }

  /**
   * The cleaned values of a validated form; the fields that have errors are missing.
   * @throws NotValidatedError before `isValid()`
   */
  get cleanedData(): CleanedData<this> {
    if (this.#cleaned === undefined) throw new NotValidatedError('cleanedData');
    return this.#cleaned as CleanedData<this>;
  }

  /** The errors of one field; empty when there are none. */
  errorsOf(name: string): ErrorList {
    return this.#current().get(name) ?? this.#newErrorList(name);
  }

  /** The errors of no single field. */
  nonFieldErrors(): ErrorList {
    return this.errorsOf(NON_FIELD_ERRORS);
  }

  /** Errors as far as they are known while validation runs. */
  #current(): ErrorDict {
    return this.#cleaning !== undefined && this.#errors !== undefined ? this.#errors : this.errors;
  }

  #newErrorList(name: string): ErrorList {
    const Class: ErrorListClass = this.#options.errorClass ?? ErrorList;
    if (name === NON_FIELD_ERRORS) return new Class([], { errorClass: 'nonfield' });
    return new Class([], { fieldId: this.#fields.get(name)?.autoId ?? '' });
  }

  /** Validate unless it is done: fields in order, each with its `cleanXxx()`, then `clean()`, then `postClean()`. */
  fullClean(): Awaitable<void> {
    if (this.#cleaning !== undefined) return this.#cleaning;
    if (this.#errors !== undefined) return;
    this.#errors = new ErrorDict();
    if (!this.#bound) return;
    this.#cleaned = {};
    const run = this.#clean();
    if (!isThenable(run)) return;
    this.#cleaning = run.then(
      () => this.#finish(),
      (error: unknown) => {
        this.#finish();
        this.#errors = undefined;
        throw error;
      },
    );
    return this.#cleaning;
  }

  #finish(): void {
    this.#cleaning = undefined;
  }

  #clean(): Awaitable<void> {
    if (this.#emptyPermitted && !this.hasChanged()) return;
    return whenReady(
      inOrder(this.#fields, (bound) => this.#cleanField(bound)),
      () => whenReady(this.#cleanForm(), () => this.postClean()),
    );
  }

  #cleanField(bound: BoundField): Awaitable<void> {
    const { name, field } = bound;
    const keep = (value: unknown): void => {
      this.#cleaned![name] = value;
    };
    const run = () =>
      whenReady(field.cleanBoundField(bound), (value) => {
        keep(value);
        const hook = cleanHook(this, name);
        return hook === undefined ? undefined : whenReady(hook(), keep);
      });
    return catchInvalid<void>(run, (error) => this.#addErrors(name, error.errorList));
  }

  #cleanForm(): Awaitable<void> {
    const run = () =>
      whenReady(this.clean(), (cleaned) => {
        if (typeof cleaned === 'object' && cleaned !== null)
          this.#cleaned = cleaned as Record<string, unknown>;
      });
    return catchInvalid<void>(run, (error) => this.addError(null, error));
  }

  /**
   * Hook for checks that concern several fields, called after all of them are clean. Throw a ValidationError, or use
   * `addError()`; give back an object to put it in the place of `cleanedData`. It may be asynchronous.
   */
  clean(): unknown {
    return undefined;
  }

  /** Hook after `clean()`: model forms validate their instance here. */
  protected postClean(): Awaitable<void> {}

  /**
   * Add an error to a field, or to none with null; the field's cleaned value is taken away.
   * @throws MissingFieldError for a field that the form doesn't have
   */
  addError(field: (keyof this & string) | '__all__' | null, error: FormError): void {
    const errors = error instanceof ValidationError ? error : new ValidationError(error);
    if (errors.errorDict === undefined) {
      this.#addErrors(field ?? NON_FIELD_ERRORS, errors.errorList);
      return;
    }
    if (field !== null)
      throw new TypeError('addError() takes null for the field when the errors name their fields.');
    for (const [name, list] of errors.errorDict) this.#addErrors(name, list);
  }

  #addErrors(name: string, errors: readonly ValidationError[]): void {
    const known = this.#current();
    if (name !== NON_FIELD_ERRORS && !this.has(name)) {
      throw new MissingFieldError(this.#class.name, name, Object.keys(this.fields));
    }
    const list = known.get(name) ?? this.#newErrorList(name);
    list.extend(errors);
    known.set(name, list);
    if (this.#cleaned !== undefined) delete this.#cleaned[name];
  }

  /** Whether a field has an error; of one kind, when it is named. */
  hasError(field: (keyof this & string) | '__all__' | null, kind?: string): boolean {
    const list = this.#current().get(field ?? NON_FIELD_ERRORS);
    return list !== undefined && (kind === undefined || list.asData().some((error) => error.kind === kind));
  }

  /** Whether anything differs from the initial values. */
  hasChanged(): boolean {
    return this.changedData.length > 0;
  }

  /** Names of the fields whose data differs from their initial values. */
  get changedData(): readonly string[] {
    this.#changedData ??= [...this.#fields].filter((bound) => bound.hasChanged()).map((bound) => bound.name);
    return this.#changedData;
  }

  // --- HTML

  getContext(): FormContext {
    const nonField = this.nonFieldErrors();
    const errors = this.#newErrorList(NON_FIELD_ERRORS);
    errors.extend(nonField.asData());
    const hiddenFields = this.hiddenFields();
    for (const bound of hiddenFields) {
      errors.extend(bound.errors.map((error) => hiddenFieldError(bound.name, error)));
    }
    const fields = this.visibleFields().map((bound) => [bound, bound.errors] as const);
    return { form: this, fields, hiddenFields, errors };
  }

  /** The HTML by a template; pending when fields have to be loaded or validation has to wait. */
  render(
    templateName: string = this.#class.templateName ?? this.renderer.formTemplateName,
  ): Awaitable<SafeString> {
    return whenReady(this.fullClean(), () =>
      whenReady(this.prepare(), () =>
        whenReady(this.renderer.render(templateName, { ...this.getContext() }), markSafe),
      ),
    );
  }

  asDiv(): Awaitable<SafeString> {
    return this.render('django/forms/div.html');
  }

  asP(): Awaitable<SafeString> {
    return this.render('django/forms/p.html');
  }

  /** As `<li>`, for a `<ul>` of the page's own. */
  asUl(): Awaitable<SafeString> {
    return this.render('django/forms/ul.html');
  }

  /** As `<tr>`, for a `<table>` of the page's own. */
  asTable(): Awaitable<SafeString> {
    return this.render('django/forms/table.html');
  }

  toHtml(): Awaitable<SafeString> {
    return this.render();
  }

  /** @throws PendingHtmlError when a field has to be loaded first */
  toString(): string {
    const html = this.toHtml();
    if (isThenable(html)) throw new PendingHtmlError(`a ${this.#class.name}`);
    return html.toString();
  }
}

function hiddenFieldError(name: string, error: string): string {
  return gettext('(Hidden field %(name)s) %(error)s').replace('%(name)s', name).replace('%(error)s', error);
}

/** A moment made by the server, cut to what the widget can show, so that an untouched form has not changed. */
function withoutFraction(value: unknown, widget: Widget): unknown {
  return value instanceof Date && !widget.supportsMicroseconds && value.getTime() % 1000 !== 0
    ? new Date(Math.floor(value.getTime() / 1000) * 1000)
    : value;
}
