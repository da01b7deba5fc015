import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { AnyModel } from '../../db/models/model.ts';
import type { Manager } from '../../db/models/types/manager.ts';
import { capfirst } from '../../utils/case.ts';
import type { FormData } from '../data-source.ts';
import { freshQuery, keyOf, type ModelRows } from '../model-choices.ts';
import type { ModelForm } from '../model-form.ts';
import { BaseModelFormSet, type ModelFormSetOptions } from './base-model-form-set.ts';
import { InlineForeignKeyField } from './inline-foreign-key-field.ts';

export interface InlineFormSetOptions<P extends AnyModel, M extends AnyModel> extends ModelFormSetOptions<M> {
  /** The parent; a new one without it. */
  instance?: P | null | undefined;
  /** Make new rows of all forms, as "save as new" does in the admin. */
  saveAsNew?: boolean;
}

/** Forms for the rows that belong to one parent: what `inlineFormsetFactory()` makes classes of. */
export class BaseInlineFormSet<
  P extends AnyModel,
  M extends AnyModel,
  F extends ModelForm<M> = ModelForm<M>,
> extends BaseModelFormSet<M, F> {
  /** The relation to the parent; set by the factory. */
  static readonly fk: ForeignKey;

  readonly instance: P;
  readonly saveAsNew: boolean;

  constructor(data?: FormData | null, options: InlineFormSetOptions<P, M> = {}) {
    const { instance, saveAsNew = false, queryset, ...rest } = options;
    const { fk } = new.target as unknown as typeof BaseInlineFormSet;
    const parent = instance ?? (new (fk.remoteField.model())() as P);
    super(data, { ...rest, queryset: childrenOf(parent, fk, queryset as ModelRows<M> | null | undefined) });
    this.instance = parent;
    this.saveAsNew = saveAsNew;
  }

  static override defaultPrefix(): string {
    return this.fk.remoteField.accessorName ?? this.model._meta.modelName;
  }

  get fk(): ForeignKey {
    return (this.constructor as unknown as typeof BaseInlineFormSet).fk;
  }

  override initialFormCount(): number {
    return this.saveAsNew ? 0 : super.initialFormCount();
  }

  /** The form knows the parent before it is validated. */
  protected override makeForm(index: number): F {
    const form = super.makeForm(index);
    const target = this.fk.targetField.attname;
    Object.assign(form.instance, {
      [this.fk.attname]: (this.instance as unknown as Record<string, unknown>)[target],
    });
    return form;
  }

  /** The parent may have been saved since the forms were made. */
  override saveNew(form: F, options: { commit?: boolean }): Promise<M> {
    Object.assign(form.instance, { [this.fk.name]: this.instance });
    return super.saveNew(form, options);
  }

  override addFields(form: F, index: number | undefined): void {
    super.addFields(form, index);
    const { fk } = this;
    const { targetField } = fk;
    form.fields[fk.name] = new InlineForeignKeyField({
      parent: this.instance,
      pkField: fk.primaryKey,
      toField: targetField.primaryKey ? null : targetField.name,
      label: form.fields[fk.name]?.label ?? capfirst(fk.verboseName),
    });
  }

  protected override get uniqueFields(): ReadonlySet<string> {
    return new Set([this.fk.name]);
  }
}

function childrenOf<M extends AnyModel>(
  parent: AnyModel,
  fk: ForeignKey,
  rows: ModelRows<M> | null | undefined,
) {
  const query = freshQuery(rows ?? (fk.model._meta.defaultManager as unknown as Manager<M>));
  const key = keyOf(parent, fk.targetField.name);
  return parent._state.adding || key === null ? query.none() : query.filter({ [fk.name]: key } as never);
}
