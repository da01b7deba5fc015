import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { FormData } from '../data-source.ts';
import type { FormSetSettings } from '../formsets/formset-settings.ts';
import {
  type ModelFormClass,
  type ModelFormFactoryOptions,
  modelFormFactory,
} from '../model-form-factory.ts';
import type { ModelFormMeta } from '../model-types.ts';
import { BaseInlineFormSet, type InlineFormSetOptions } from './base-inline-form-set.ts';
import { BaseModelFormSet, type ModelFormSetOptions } from './base-model-form-set.ts';
import { findForeignKey } from './find-foreign-key.ts';

export type ModelFormSetClass<M extends AnyModel> = new (
  data?: FormData | null,
  options?: ModelFormSetOptions<M>,
) => BaseModelFormSet<M>;

export type InlineFormSetClass<P extends AnyModel, M extends AnyModel> = new (
  data?: FormData | null,
  options?: InlineFormSetOptions<P, M>,
) => BaseInlineFormSet<P, M>;

export interface ModelFormSetFactoryOptions<M extends AnyModel>
  extends ModelFormFactoryOptions<M>,
    FormSetSettings {
  /** Class to build on. */
  formset?: ModelFormSetClass<M>;
  /** Change rows and add none. */
  editOnly?: boolean;
}

/** A class of formsets over the rows of a model: `modelFormsetFactory(Article, { fields: ['title'], extra: 0 })`. */
export function modelFormsetFactory<M extends AnyModel>(
  model: ModelClass<M>,
  options: ModelFormSetFactoryOptions<M> = {},
): ModelFormSetClass<M> {
  const { formset = BaseModelFormSet<M>, editOnly = false, ...rest } = options;
  const [settings, formOptions] = separate(rest);
  return named(
    class extends formset {
      static readonly form: ModelFormClass<M> = modelFormFactory(model, formOptions);
      static readonly settings: FormSetSettings = settings;
      static readonly model: ModelClass<M> = model;
      static readonly editOnly: boolean = editOnly;
    },
    `${model.name}FormSet`,
  );
}

export interface InlineFormSetFactoryOptions<P extends AnyModel, M extends AnyModel>
  extends Omit<ModelFormSetFactoryOptions<M>, 'formset'> {
  formset?: InlineFormSetClass<P, M>;
  /** The relation to the parent, when there are several. */
  fkName?: string;
}

/**
 * A class of formsets over the rows that belong to a parent: `inlineFormsetFactory(Author, Book, { fields: ['title'] })`. Three
 * extra forms, and boxes to delete by, unless said otherwise.
 */
export function inlineFormsetFactory<P extends AnyModel, M extends AnyModel>(
  parent: ModelClass<P>,
  model: ModelClass<M>,
  options: InlineFormSetFactoryOptions<P, M> = {},
): InlineFormSetClass<P, M> {
  const { formset = BaseInlineFormSet<P, M>, fkName, editOnly = false, ...rest } = options;
  const fk = findForeignKey(parent, model, fkName);
  const [settings, formOptions] = separate({
    extra: 3,
    canDelete: true,
    ...rest,
    ...(fk.unique ? { maxNum: 1 } : {}),
  });
  return named(
    class extends formset {
      static readonly form: ModelFormClass<M> = modelFormFactory(model, withForeignKey(formOptions, fk));
      static readonly settings: FormSetSettings = settings;
      static readonly model: ModelClass<M> = model;
      static readonly editOnly: boolean = editOnly;
      static readonly fk: ForeignKey = fk;
    },
    `${model.name}FormSet`,
  );
}

/** The relation counts as a field of the form, so that what is unique together with it is checked. */
function withForeignKey<M extends AnyModel>(
  options: ModelFormFactoryOptions<M>,
  fk: ForeignKey,
): ModelFormFactoryOptions<M> {
  const inherited = (options.form as { readonly meta?: ModelFormMeta<M> } | undefined)?.meta?.fields;
  const fields: unknown = options.fields ?? inherited;
  if (!Array.isArray(fields) || !fk.editable || fields.includes(fk.name)) return options;
  return { ...options, fields: [...fields, fk.name] as never };
}

function separate<M extends AnyModel>(
  options: ModelFormFactoryOptions<M> & FormSetSettings,
): [settings: FormSetSettings, form: ModelFormFactoryOptions<M>] {
  const {
    extra,
    canOrder,
    canDelete,
    canDeleteExtra,
    maxNum,
    validateMax,
    minNum,
    validateMin,
    absoluteMax,
    renderer,
    ...form
  } = options;
  const settings = {
    extra,
    canOrder,
    canDelete,
    canDeleteExtra,
    maxNum,
    validateMax,
    minNum,
    validateMin,
    absoluteMax,
    renderer,
  };
  const given = Object.entries(settings).filter(([, value]) => value !== undefined);
  return [Object.fromEntries(given) as FormSetSettings, form as ModelFormFactoryOptions<M>];
}

function named<C extends object>(type: C, name: string): C {
  return Object.defineProperty(type, 'name', { value: name });
}
