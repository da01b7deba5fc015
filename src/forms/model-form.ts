import { NON_FIELD_ERRORS, ValidationError } from '../core/errors/validation-error.ts';
import type { AnyModel } from '../db/models/model.ts';
import { markAltersData } from '../utils/alters-data.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import type { CleanedData } from './cleaned-data.ts';
import type { FormData } from './data-source.ts';
import { InvalidFormSaved } from './errors/invalid-form-saved.ts';
import type { Field } from './fields/field.ts';
import { Form, type FormError } from './form.ts';
import type { FormOptions } from './form-options.ts';
import { withFormMessages } from './model-error-messages.ts';
import { checkedMeta, fieldsForModel, refuseUnknownFields } from './model-form-fields.ts';
import { InlineForeignKeyField } from './model-formsets/inline-foreign-key-field.ts';
import { constructInstance, isSelected, modelToDict } from './model-instance.ts';
import type { AnyModelFormMeta, ModelCleanedData, ModelFieldName } from './model-types.ts';

export interface ModelFormOptions<M extends AnyModel> extends FormOptions {
  /** The object to change; a new one is made without it. */
  instance?: M | null | undefined;
}

/**
 * A form for the objects of a model: its fields are made of the model's, and `save()` writes the object.
 *
 * @example
 * class ArticleForm extends forms.ModelForm<Article> {
 *   static meta: forms.ModelFormMeta<Article> = { model: Article, fields: ['title', 'content'] };
 * }
 * const form = new ArticleForm(request.POST, { instance: article });
 * if (await form.isValid()) await form.save();
 */
export class ModelForm<M extends AnyModel> extends Form {
  static {
    markAltersData(this.prototype, 'save');
  }

  readonly #meta: AnyModelFormMeta;
  #instance: M;
  #fieldsChecked = false;
  #unsaved: (() => Promise<void>) | undefined;

  constructor(data?: FormData | null, options: ModelFormOptions<M> = {}) {
    const type = new.target as unknown as { readonly name: string; readonly meta?: AnyModelFormMeta };
    const meta = checkedMeta(type.name, type.meta);
    const instance = options.instance ?? (new meta.model() as M);
    const values = options.instance == null ? {} : modelToDict(instance, meta);
    super(data, { ...options, initial: { ...values, ...options.initial } });
    this.#meta = meta;
    this.#instance = instance;
    this.adoptFields();
  }

  /** The object that the form is about; validation puts the cleaned data into it. */
  get instance(): M {
    return this.#instance;
  }

  set instance(instance: M) {
    this.#instance = instance;
  }

  protected override initialFields(): Record<string, Field> {
    return fieldsForModel(this.#meta);
  }

  override get fields(): Record<string, Field> {
    const fields = super.fields;
    // Once: afterwards, fields may be deleted.
    if (!this.#fieldsChecked) {
      refuseUnknownFields(this.#meta, fields);
      this.#fieldsChecked = true;
    }
    return fields;
  }

  override get cleanedData(): CleanedData<this> & ModelCleanedData<M> {
    return super.cleanedData as CleanedData<this> & ModelCleanedData<M>;
  }

  override addError(
    field: (keyof this & string) | ModelFieldName<M> | '__all__' | null,
    error: FormError,
  ): void {
    super.addError(field as (keyof this & string) | null, error);
  }

  override hasError(
    field: (keyof this & string) | ModelFieldName<M> | '__all__' | null,
    kind?: string,
  ): boolean {
    return super.hasError(field as (keyof this & string) | null, kind);
  }

  /** Put the data into the instance and let the model validate it, database constraints included. */
  protected override async postClean(): Promise<void> {
    const exclude = this.validationExclusions();
    for (const [name, field] of Object.entries(this.fields)) {
      if (field instanceof InlineForeignKeyField) exclude.add(name);
    }
    await this.#collect(() => constructInstance(this, this.#instance, this.#meta));
    await this.#collect(() =>
      this.#instance.fullClean({ exclude, validateUnique: false, validateConstraints: false }),
    );
    await this.validateUnique();
    await this.validateConstraints();
  }

  /** Whether unique values are taken by another object; with what the form leaves out left out. */
  protected async validateUnique(): Promise<void> {
    await this.#collect(() => this.#instance.validateUnique({ exclude: this.validationExclusions() }));
  }

  /** The constraints of the model's meta. */
  protected async validateConstraints(): Promise<void> {
    await this.#collect(() => this.#instance.validateConstraints({ exclude: this.validationExclusions() }));
  }

  async #collect(check: () => Awaitable<void>): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (!(error instanceof ValidationError)) throw error;
      super.addError(
        null,
        withFormMessages(error, this.fields, this.#meta.errorMessages?.[NON_FIELD_ERRORS]),
      );
    }
  }

  /** Names of the model's fields that the model is not to validate: those not in the form, and those that failed. */
  protected validationExclusions(): Set<string> {
    const exclude = new Set<string>();
    const cleaned = this.cleanedData as Readonly<Record<string, unknown>>;
    const { fields } = this;
    for (const { name, blank } of this.#instance._meta.fields) {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      if (field === undefined || !isSelected(name, this.#meta) || this.errorsOf(name).length > 0)
        exclude.add(name);
      else if (!blank && !field.required && field.isEmpty(cleaned[name])) exclude.add(name);
    }
    return exclude;
  }

  /**
   * Write the object and its many-to-many relations.
   * @param options.commit false gives the object without writing anything: save it, then call `saveM2m()`
   * @throws InvalidFormSaved when the form has errors
   */
  async save(options: { commit?: boolean } = {}): Promise<M> {
    if (!(await this.isValid()))
      throw new InvalidFormSaved(this.#instance._meta.objectName, this.#instance._state.adding);
    if (options.commit === false) {
      this.#unsaved = () => this.#writeRelations();
      return this.#instance;
    }
    await this.#instance.save();
    await this.#writeRelations();
    return this.#instance;
  }

  /** Write the many-to-many relations after `save({ commit: false })` and saving the object. */
  async saveM2m(): Promise<void> {
    await this.#unsaved?.();
    this.#unsaved = undefined;
  }

  async #writeRelations(): Promise<void> {
    const cleaned = this.cleanedData as Readonly<Record<string, unknown>>;
    for (const field of this.#instance._meta.manyToMany) {
      if (!Object.hasOwn(cleaned, field.name) || !isSelected(field.name, this.#meta)) continue;
      const manager = field.valueFromObject(this.#instance) as {
        set(objects: Iterable<unknown>): Promise<void>;
      };
      await manager.set(cleaned[field.name] as Iterable<unknown>);
    }
  }
}
