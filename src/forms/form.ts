import {
  NON_FIELD_ERRORS,
  ValidationError,
  type ValidationMessage,
} from '../core/errors/validation-error.ts';
import { type Awaitable, whenReady } from '../utils/awaitable.ts';
import { markSafe, type SafeString } from '../utils/html.ts';
import { gettext } from '../utils/translation/gettext.ts';
import { inOrder } from './awaiting.ts';
import type { BoundField, BoundFieldClass } from './bound-field.ts';
import type { CleanedData } from './cleaned-data.ts';
import { type DataSource, type FormData, hasFiles, toDataSource } from './data-source.ts';
import type { ErrorDict } from './errors/error-dict.ts';
import type { ErrorList } from './errors/error-list.ts';
import { MissingFieldError } from './errors/missing-field-error.ts';
import type { Field } from './fields/field.ts';
import { type FormContext, formContext } from './form-context.ts';
import { FormFields } from './form-fields.ts';
import type { FormOptions } from './form-options.ts';
import { FormValidation } from './form-validation.ts';
import { initialValue } from './initial-value.ts';
import { noteForm } from './latest-form.ts';
import type { Media } from './media/media.ts';
import { mediaOf } from './media/media-of.ts';
import { Renderable, type RenderTemplates } from './renderable.ts';
import { defaultRenderer } from './renderers/default-renderer.ts';
import type { FormRenderer } from './renderers/renderer.ts';
import type { Widget } from './widgets/widget.ts';

/** What `addError()` takes: a text, an error, a list of them, or lists by field name. */
export type FormError = ValidationMessage | Readonly<Record<string, ValidationMessage>>;

const TEMPLATES: RenderTemplates = {
  div: 'django/forms/div.html',
  p: 'django/forms/p.html',
  ul: 'django/forms/ul.html',
  table: 'django/forms/table.html',
};

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
export class Form extends Renderable {
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

  /** Whether there is data to validate. */
  readonly isBound: boolean;
  readonly data: DataSource;
  readonly files: DataSource;
  prefix: string | null;
  /** Accept a form in which nothing was changed, whatever is required. */
  emptyPermitted: boolean;
  /** Whether the `required` attribute is printed. */
  useRequiredAttribute: boolean;
  protected override readonly renderTemplates: RenderTemplates = TEMPLATES;
  readonly #options: FormOptions;
  readonly #fields: FormFields;
  readonly #validation: FormValidation;
  #initial: Readonly<Record<string, unknown>>;
  #changedData: readonly string[] | undefined;

  /**
   * @param data submitted data, `request.POST`; without it (and without files) the form is not bound: it shows its initial
   * values and validates nothing
   */
  constructor(data?: FormData | null, options: FormOptions = {}) {
    super();
    const type = new.target;
    this.#options = options;
    this.isBound = (data !== null && data !== undefined) || hasFiles(options.files);
    this.data = toDataSource(data);
    this.files = toDataSource(options.files);
    this.prefix = options.prefix ?? type.prefix;
    this.emptyPermitted = options.emptyPermitted ?? false;
    this.useRequiredAttribute = options.useRequiredAttribute ?? type.useRequiredAttribute;
    this.#initial = options.initial ?? {};
    if (this.emptyPermitted && this.useRequiredAttribute) {
      throw new TypeError(
        'emptyPermitted needs useRequiredAttribute: false, or browsers would ask for every field.',
      );
    }
    const order = options.fieldOrder === undefined ? type.fieldOrder : options.fieldOrder;
    this.#fields = new FormFields(this, order, () => this.initialFields());
    this.#validation = new FormValidation(this, options.errorClass, () => this.postClean());
    noteForm(this);
  }

  get #class(): typeof Form {
    return this.constructor as typeof Form;
  }

  get initial(): Readonly<Record<string, unknown>> {
    return this.#initial;
  }

  set initial(initial: Readonly<Record<string, unknown>>) {
    this.#initial = initial;
    for (const bound of this) bound.resetInitial();
  }

  get autoId(): string | boolean {
    return this.#options.autoId ?? 'id_%s';
  }

  get labelSuffix(): string {
    return this.#options.labelSuffix ?? gettext(':');
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

  // --- fields

  /** The fields of this form by name, in order. Change, add or delete them in the constructor, after `super()`. */
  get fields(): Record<string, Field> {
    return this.#fields.adopt();
  }

  /** Give the fields that the class body has declared their places; done by itself where it matters. */
  adoptFields(): void {
    this.#fields.adopt();
  }

  /** Hook for fields that no property declares; they come before those that one does. */
  protected initialFields(): Record<string, Field> {
    return {};
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
    return [...this].filter((bound) => bound.isHidden);
  }

  visibleFields(): BoundField[] {
    return [...this].filter((bound) => !bound.isHidden);
  }

  /** Name of an input: with the form's prefix. */
  addPrefix(name: string): string {
    return this.prefix ? `${this.prefix}-${name}` : name;
  }

  addInitialPrefix(name: string): string {
    return `initial-${this.addPrefix(name)}`;
  }

  /** What the form shows first in a field: its own initial value, else the field's. */
  getInitialForField(field: Field<unknown>, name: string): unknown {
    return initialValue(
      Object.hasOwn(this.#initial, name) ? this.#initial[name] : field.initial,
      field.widget,
    );
  }

  /** What a widget reads from the submitted data. */
  widgetDataValue(widget: Widget, htmlName: string): unknown {
    return widget.valueFromDatadict(this.data, this.files, htmlName);
  }

  /** Whether the form has to be sent as `multipart/form-data`: it has a file input. */
  isMultipart(): boolean {
    return Object.values(this.fields).some((field) => field.widget.needsMultipartForm);
  }

  /** Style sheets and scripts of the form and its widgets. */
  get media(): Media {
    return Object.values(this.fields).reduce(
      (media, field) => media.add(field.widget.media),
      mediaOf(this.#class),
    );
  }

  /**
   * Load what fields need to be drawn, such as choices that are rows of a table. Drawing does it by itself where it may
   * wait, as in a template.
   * @param name only this field
   */
  prepare(name?: string): Awaitable<void> {
    const bounds = name === undefined ? [...this] : [this.get(name)];
    return inOrder(bounds, (bound) => whenReady(bound.loadInitial(), () => bound.field.prepare()));
  }

  // --- validation

  /** Validate, once, and tell whether the data is acceptable. A form without data is never valid. */
  async isValid(): Promise<boolean> {
    await this.fullClean();
    return this.isBound && this.errors.size === 0;
  }

  /** Validate unless it is done. Pending only where a field or a check has to wait, as for the database. */
  fullClean(): Awaitable<void> {
    return this.#validation.run();
  }

  /**
   * All errors by field name; empty before there is data.
   * @throws NotValidatedError when validation has to wait for something: `await form.isValid()` comes first then
   */
  get errors(): ErrorDict {
    return this.#validation.errors;
  }

  /**
   * The cleaned values of a validated form; the fields that have errors are missing.
   * @throws NotValidatedError before `isValid()`
   */
  get cleanedData(): CleanedData<this> {
    return this.#validation.cleaned as CleanedData<this>;
  }

  /** The errors of one field; empty when there are none. */
  errorsOf(name: string): ErrorList {
    return this.#validation.errorsOf(name);
  }

  /** The errors of no single field. */
  nonFieldErrors(): ErrorList {
    return this.errorsOf(NON_FIELD_ERRORS);
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
      this.#validation.add(field ?? NON_FIELD_ERRORS, errors.errorList);
      return;
    }
    if (field !== null)
      throw new TypeError('addError() takes null for the field when the errors name their fields.');
    for (const [name, list] of errors.errorDict) this.#validation.add(name, list);
  }

  /** Whether a field has an error; of one kind, when it is named. */
  hasError(field: (keyof this & string) | '__all__' | null, kind?: string): boolean {
    const list = this.errorsOf(field ?? NON_FIELD_ERRORS);
    return kind === undefined ? list.length > 0 : list.asData().some((error) => error.kind === kind);
  }

  /** Whether anything differs from the initial values. */
  hasChanged(): boolean {
    return this.changedData.length > 0;
  }

  /** Names of the fields whose data differs from their initial values. */
  get changedData(): readonly string[] {
    this.#changedData ??= [...this].filter((bound) => bound.hasChanged()).map((bound) => bound.name);
    return this.#changedData;
  }

  // --- HTML

  getContext(): FormContext {
    return formContext(this, this.#validation);
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
}
