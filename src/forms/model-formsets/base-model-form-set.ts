import { AutoField } from '../../db/models/fields/auto-field.ts';
import type { Field as ModelField } from '../../db/models/fields/field.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { Manager } from '../../db/models/types/manager.ts';
import type { QuerySet } from '../../db/models/types/query-set.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import type { FormData } from '../data-source.ts';
import { NotPreparedError } from '../errors/not-prepared-error.ts';
import type { FormOptions } from '../form-options.ts';
import { BaseFormSet } from '../formsets/base-form-set.ts';
import type { FormSetOptions } from '../formsets/formset-settings.ts';
import { freshQuery, type ModelRows } from '../model-choices.ts';
import type { ModelForm, ModelFormOptions } from '../model-form.ts';
import { ExistingRowField } from './existing-row-field.ts';
import { refuseDuplicates } from './unique-among-forms.ts';

export interface ModelFormSetOptions<M extends AnyModel> extends Omit<FormSetOptions, 'initial'> {
  /** The rows to edit; all of the model's by default. */
  queryset?: ModelRows<M> | null | undefined;
  /** First values for the extra forms, one after the other. */
  initial?: FormSetOptions['initial'];
}

/** Forms for the rows of a query and for new ones: what `modelFormsetFactory()` makes classes of. */
export class BaseModelFormSet<
  M extends AnyModel,
  F extends ModelForm<M> = ModelForm<M>,
> extends BaseFormSet<F> {
  static readonly model: ModelClass;
  /** Change rows and add none. */
  static readonly editOnly: boolean = false;

  /** Rows that `save()` has made. */
  newObjects: M[] = [];
  /** Rows that `save()` has changed, with the names of the fields. */
  changedObjects: (readonly [object: M, fields: readonly string[]])[] = [];
  /** Rows that `save()` has deleted, or would have. */
  deletedObjects: M[] = [];
  readonly #query: QuerySet<M>;
  readonly #extraInitial: NonNullable<FormSetOptions['initial']>;
  readonly #rowsByKey = new Map<string, M>();
  #rows: readonly M[] | undefined;
  #unsaved: F[] = [];

  constructor(data?: FormData | null, options: ModelFormSetOptions<M> = {}) {
    const { queryset, initial, ...rest } = options;
    super(data, rest);
    const { model } = new.target as unknown as typeof BaseModelFormSet;
    const rows = queryset ?? (model._meta.defaultManager as unknown as Manager<M>);
    const query = freshQuery(rows);
    this.#query = query.ordered ? query : query.orderBy(model._meta.pk.name as never);
    this.#extraInitial = initial ?? [];
  }

  get model(): ModelClass<M> {
    return (this.constructor as unknown as { readonly model: ModelClass<M> }).model;
  }

  /** The rows to edit, in order. @throws NotPreparedError before `prepare()` */
  protected get rows(): readonly M[] {
    if (this.#rows === undefined) {
      throw new NotPreparedError(this.constructor.name, () => Promise.resolve(this.prepare()));
    }
    return this.#rows;
  }

  override prepare(): Awaitable<void> {
    return this.#rows === undefined ? this.#load() : undefined;
  }

  async #load(): Promise<void> {
    const rows = await this.#query;
    for (const row of rows) this.#rowsByKey.set(String(row.pk), row);
    this.#rows = rows;
  }

  override initialFormCount(): number {
    return this.isBound ? super.initialFormCount() : this.rows.length;
  }

  override getFormKwargs(index: number | undefined): FormOptions {
    const given: ModelFormOptions<M> = super.getFormKwargs(index);
    if (index === undefined) return given;
    const initialCount = this.initialFormCount();
    if (index < initialCount) return { ...given, instance: this.#rowFor(index) } as FormOptions;
    const initial = this.#extraInitial[index - initialCount];
    return initial === undefined ? given : { initial, ...given };
  }

  /** The row that a form is about; undefined when the data names none of this formset's. */
  #rowFor(index: number): M | undefined {
    if (!this.isBound) return this.rows[index];
    const sent = this.data.get(`${this.addPrefix(index)}-${this.model._meta.pk.name}`);
    return this.#rowsByKey.get(String(sent ?? ''));
  }

  protected override makeForm(index: number): F {
    void this.rows;
    const form = super.makeForm(index);
    const key = form.fields[this.model._meta.pk.name];
    if (index < this.initialFormCount() && key !== undefined) key.required = true;
    return form;
  }

  /** The key of the row goes along, hidden, unless it is a field of the form. */
  override addFields(form: F, index: number | undefined): void {
    const { pk } = this.model._meta;
    if (isNotEditable(pk) || !form.has(pk.name)) {
      const adding = form.instance._state.adding;
      const initial = form.isBound
        ? adding
          ? null
          : form.instance.pk
        : index === undefined
          ? null
          : this.#rows?.[index]?.pk;
      form.fields[pk.name] = new ExistingRowField({
        rows: this.#rowsByKey,
        initial: initial ?? null,
        required: false,
      });
    }
    super.addFields(form, index);
  }

  override clean(): unknown {
    return this.validateUnique();
  }

  /** No two forms may have the same values where the model wants them unique. @throws ValidationError */
  validateUnique(): void {
    const kept = this.forms.filter((form) => form.errors.size === 0 && !this.deletedForms.includes(form));
    refuseDuplicates(this.model._meta, kept, this.uniqueFields);
  }

  /** Fields that all rows have in common, and that count although the forms don't show them. */
  protected get uniqueFields(): ReadonlySet<string> {
    return new Set();
  }

  saveNew(form: F, options: { commit?: boolean }): Promise<M> {
    return form.save(options);
  }

  saveExisting(form: F, _object: M, options: { commit?: boolean }): Promise<M> {
    return form.save(options);
  }

  async deleteExisting(object: M, options: { commit?: boolean }): Promise<void> {
    if (options.commit ?? true) await object.delete();
  }

  /**
   * Write what was changed, added and ticked for deletion.
   * @param options.commit false writes nothing: save the objects that come back, then call `saveM2m()`
   * @returns the objects that were changed or added
   */
  async save(options: { commit?: boolean } = {}): Promise<M[]> {
    this.#unsaved = [];
    const changed = await this.saveExistingObjects(options);
    if ((this.constructor as unknown as typeof BaseModelFormSet).editOnly) return changed;
    return [...changed, ...(await this.saveNewObjects(options))];
  }

  /** Write the many-to-many relations after `save({ commit: false })`. */
  async saveM2m(): Promise<void> {
    for (const form of this.#unsaved) await form.saveM2m();
    this.#unsaved = [];
  }

  protected async saveExistingObjects(options: { commit?: boolean }): Promise<M[]> {
    this.changedObjects = [];
    this.deletedObjects = [];
    const saved: M[] = [];
    for (const form of this.initialForms) {
      const object = form.instance;
      if (object._state.adding) continue;
      if (this.deletedForms.includes(form)) {
        this.deletedObjects.push(object);
        await this.deleteExisting(object, options);
      } else if (form.hasChanged()) {
        this.changedObjects.push([object, form.changedData]);
        saved.push(await this.saveExisting(form, object, options));
        if (options.commit === false) this.#unsaved.push(form);
      }
    }
    return saved;
  }

  protected async saveNewObjects(options: { commit?: boolean }): Promise<M[]> {
    this.newObjects = [];
    for (const form of this.extraForms) {
      if (!form.hasChanged() || (this.canDelete && this.shouldDeleteForm(form))) continue;
      this.newObjects.push(await this.saveNew(form, options));
      if (options.commit === false) this.#unsaved.push(form);
    }
    return this.newObjects;
  }
}

/** Keys that forms don't show: automatic ones, and links to a parent with such a key. */
function isNotEditable(pk: ModelField): boolean {
  if (!pk.editable || pk.autoCreated || pk instanceof AutoField) return true;
  return pk.remoteField?.parentLink === true && isNotEditable(pk.remoteField.model()._meta.pk);
}
