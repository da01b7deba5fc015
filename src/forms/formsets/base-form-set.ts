import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { markSafe, type SafeString } from '../../utils/html.ts';
import { TRUTH } from '../../utils/truth.ts';
import { inOrder } from '../awaiting.ts';
import { type DataSource, type FormData, hasFiles, toDataSource } from '../data-source.ts';
import type { ErrorDict } from '../errors/error-dict.ts';
import { ErrorList, type ErrorListClass } from '../errors/error-list.ts';
import type { Form } from '../form.ts';
import type { FormOptions } from '../form-options.ts';
import { Media } from '../media/media.ts';
import { Renderable, type RenderTemplates } from '../renderable.ts';
import { defaultRenderer } from '../renderers/default-renderer.ts';
import type { FormRenderer } from '../renderers/renderer.ts';
import { CheckboxInput } from '../widgets/checkbox-input.ts';
import { NumberInput } from '../widgets/simple-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';
import { addFormsetFields, DELETION_FIELD_NAME, formsInOrder } from './formset-fields.ts';
import {
  type FormSetOptions,
  type FormSetSettings,
  type FullSettings,
  type RepeatableForm,
  withDefaults,
} from './formset-settings.ts';
import { FormSetValidation } from './formset-validation.ts';
import {
  INITIAL_FORM_COUNT,
  MAX_NUM_FORM_COUNT,
  ManagementForm,
  MIN_NUM_FORM_COUNT,
  TOTAL_FORM_COUNT,
} from './management-form.ts';

const TEMPLATES: RenderTemplates = {
  div: 'django/forms/formsets/div.html',
  p: 'django/forms/formsets/p.html',
  ul: 'django/forms/formsets/ul.html',
  table: 'django/forms/formsets/table.html',
};

/** Several forms of one class on a page: what `formsetFactory()` makes classes of. */
export class BaseFormSet<F extends Form = Form> extends Renderable implements Iterable<F> {
  /** The class of the forms; set by the factory. */
  static readonly form: RepeatableForm<Form>;
  static readonly settings: FormSetSettings = {};
  static readonly deletionWidget: WidgetClass = CheckboxInput;
  static readonly orderingWidget: WidgetClass = NumberInput;
  /** Template of `{{ formset }}`; the renderer's when there is none. */
  static readonly templateName: string | undefined = undefined;

  readonly isBound: boolean;
  readonly data: DataSource;
  readonly files: DataSource;
  readonly prefix: string;
  readonly initial: readonly Readonly<Record<string, unknown>>[];
  readonly settings: FullSettings;
  protected override readonly renderTemplates: RenderTemplates = TEMPLATES;
  readonly #submitted: FormData | null | undefined;
  readonly #options: FormSetOptions;
  readonly #validation: FormSetValidation<F>;
  #managementForm: ManagementForm | undefined;
  #forms: readonly F[] | undefined;

  constructor(data?: FormData | null, options: FormSetOptions = {}) {
    super();
    const type = new.target as typeof BaseFormSet;
    this.isBound = (data !== null && data !== undefined) || hasFiles(options.files);
    this.data = toDataSource(data);
    this.files = toDataSource(options.files);
    this.settings = withDefaults(type.settings);
    this.prefix = options.prefix ?? type.defaultPrefix();
    this.initial = options.initial ?? [];
    this.#submitted = data;
    this.#options = options;
    this.#validation = new FormSetValidation<F>(this, options.errorMessages ?? {});
  }

  /** What the names of the inputs begin with, unless a prefix is given. */
  static defaultPrefix(): string {
    return 'form';
  }

  get #class(): typeof BaseFormSet {
    return this.constructor as typeof BaseFormSet;
  }

  get renderer(): FormRenderer {
    return this.#class.settings.renderer ?? defaultRenderer();
  }

  get canDelete(): boolean {
    return this.settings.canDelete;
  }

  get canOrder(): boolean {
    return this.settings.canOrder;
  }

  get autoId(): string | boolean {
    return this.#options.autoId ?? 'id_%s';
  }

  get errorClass(): ErrorListClass {
    return this.#options.errorClass ?? ErrorList;
  }

  /** The hidden fields with the counts. */
  get managementForm(): ManagementForm {
    this.#managementForm ??= this.#makeManagementForm();
    return this.#managementForm;
  }

  #makeManagementForm(): ManagementForm {
    const common = { autoId: this.autoId, prefix: this.prefix, renderer: this.renderer };
    if (this.isBound) return new ManagementForm(this.#submitted ?? {}, common);
    const initial = {
      [TOTAL_FORM_COUNT]: this.totalFormCount(),
      [INITIAL_FORM_COUNT]: this.initialFormCount(),
      [MIN_NUM_FORM_COUNT]: this.settings.minNum,
      [MAX_NUM_FORM_COUNT]: this.settings.maxNum,
    };
    return new ManagementForm(null, { ...common, initial });
  }

  /** How many forms there are. */
  totalFormCount(): number {
    const { absoluteMax, minNum, maxNum, extra } = this.settings;
    if (this.isBound) return Math.min(this.managementForm.count(TOTAL_FORM_COUNT), absoluteMax);
    const initial = this.initialFormCount();
    return initial > maxNum ? initial : Math.min(Math.max(initial, minNum) + extra, maxNum);
  }

  /** How many of them have initial data. */
  initialFormCount(): number {
    return this.isBound ? this.managementForm.count(INITIAL_FORM_COUNT) : this.initial.length;
  }

  /** Load what the forms need before they can be made; model formsets read their rows. */
  prepare(): Awaitable<void> {}

  get forms(): readonly F[] {
    this.#forms ??= Array.from({ length: this.totalFormCount() }, (_, index) => this.makeForm(index));
    return this.#forms;
  }

  [Symbol.iterator](): Iterator<F> {
    return this.forms[Symbol.iterator]();
  }

  get length(): number {
    return this.forms.length;
  }

  /** A formset is true in a template, even without forms: its management form has to be printed. */
  [TRUTH](): boolean {
    return true;
  }

  /** Options for one form; the index is undefined for the empty form. */
  getFormKwargs(_index: number | undefined): FormOptions {
    return this.#options.formKwargs ?? {};
  }

  protected makeForm(index: number): F {
    const isExtra = index >= this.initialFormCount() && index >= this.settings.minNum;
    const initial = this.initial[index];
    const form = new (this.#class.form as RepeatableForm<F>)(this.isBound ? (this.#submitted ?? {}) : null, {
      ...this.#commonOptions(this.addPrefix(index)),
      files: this.#options.files,
      ...(initial === undefined ? {} : { initial }),
      ...(isExtra ? { emptyPermitted: true } : {}),
      ...this.getFormKwargs(index),
    });
    this.addFields(form, index);
    return form;
  }

  #commonOptions(prefix: string): FormOptions {
    return {
      autoId: this.autoId,
      prefix,
      errorClass: this.errorClass,
      useRequiredAttribute: false,
      renderer: this.renderer,
    };
  }

  /** Forms with initial data. */
  get initialForms(): readonly F[] {
    return this.forms.slice(0, this.initialFormCount());
  }

  /** Forms that were shown empty. */
  get extraForms(): readonly F[] {
    return this.forms.slice(this.initialFormCount());
  }

  /** A form with `__prefix__` in the place of its number, for scripts that add forms to the page. */
  get emptyForm(): F {
    const form = new (this.#class.form as RepeatableForm<F>)(null, {
      ...this.#commonOptions(this.addPrefix('__prefix__')),
      emptyPermitted: true,
      ...this.getFormKwargs(undefined),
    });
    this.addFields(form, undefined);
    return form;
  }

  /** Give a form the fields that a formset needs. @param index undefined for the empty form */
  addFields(form: F, index: number | undefined): void {
    const { deletionWidget, orderingWidget } = this.#class;
    const isInitial = index !== undefined && index < this.initialFormCount();
    addFormsetFields(form, this.settings, { index, isInitial, deletionWidget, orderingWidget });
  }

  addPrefix(index: number | string): string {
    return `${this.prefix}-${index}`;
  }

  // --- validation

  /** Validate every form, then the set. Forms that are to be deleted may be invalid. */
  async isValid(): Promise<boolean> {
    if (!this.isBound) return false;
    await this.prepare();
    await this.#validation.run();
    return this.#validation.isValid();
  }

  /** The errors of each form, in order; those of forms to be deleted are left out. */
  get errors(): readonly ErrorDict[] {
    return this.#validation.errors;
  }

  /** The errors of the set as a whole. */
  nonFormErrors(): ErrorList {
    return this.#validation.nonFormErrors;
  }

  totalErrorCount(): number {
    const inForms = this.errors.flatMap((errors) => [...errors.values()]).map((list) => list.length);
    return inForms.reduce((sum, count) => sum + count, this.nonFormErrors().length);
  }

  /** Hook for checks that concern several forms: throw a ValidationError. It may be asynchronous. */
  clean(): unknown {
    return undefined;
  }

  /** The cleaned data of every form of a valid set. */
  get cleanedData(): readonly F['cleanedData'][] {
    return this.forms.map((form) => form.cleanedData);
  }

  shouldDeleteForm(form: F): boolean {
    return (form.cleanedData as Readonly<Record<string, unknown>>)[DELETION_FIELD_NAME] === true;
  }

  /** The forms of a valid set whose box was ticked. */
  get deletedForms(): readonly F[] {
    if (!this.canDelete) return [];
    return this.forms.filter((form, index) => {
      const untouched = index >= this.initialFormCount() && !form.hasChanged();
      return !untouched && this.shouldDeleteForm(form);
    });
  }

  /** The forms of a valid set as their numbers order them; without those to be deleted and those left empty. */
  get orderedForms(): readonly F[] {
    const kept = this.forms.filter((form, index) => {
      const untouched = index >= this.initialFormCount() && !form.hasChanged();
      return !untouched && !(this.canDelete && this.shouldDeleteForm(form));
    });
    return formsInOrder(kept);
  }

  hasChanged(): boolean {
    return this.forms.some((form) => form.hasChanged());
  }

  isMultipart(): boolean {
    return this.forms.some((form) => form.isMultipart()) || this.emptyForm.isMultipart();
  }

  get media(): Media {
    return this.forms.reduce((media, form) => media.add(form.media), this.emptyForm.media.add(new Media()));
  }

  // --- HTML

  override render(
    templateName: string = this.#class.templateName ?? this.renderer.formsetTemplateName,
  ): Awaitable<SafeString> {
    const drawn = () => whenReady(this.renderer.render(templateName, { formset: this }), markSafe);
    return whenReady(this.prepare(), () =>
      whenReady(
        inOrder(this.forms, (form) => form.prepare()),
        drawn,
      ),
    );
  }
}
