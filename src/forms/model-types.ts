import type { File } from '../core/files/file.ts';
import type { FieldFile } from '../db/models/fields/field-file.ts';
import type { AnyModel, ModelClass } from '../db/models/model.ts';
import type { FieldKeys, RelatedModel } from '../db/models/types/relations.ts';
import type { ErrorMessages, Field, Label } from './fields/field.ts';
import type { FormFieldMaker } from './model-fields.ts';
import type { Widget, WidgetClass } from './widgets/widget.ts';

/** Names that a model form may have as fields. */
export type ModelFieldName<M> = Exclude<FieldKeys<M>, 'pk'>;

/** The cleaned values of a model form's fields, by the types of the model's properties. */
export type ModelCleanedData<M> = { [K in ModelFieldName<M>]: ModelCleaned<M[K]> };

type ModelCleaned<V> = [RelatedModel<V>] extends [never]
  ? V extends FieldFile
    ? File | false
    : V
  : V extends { set: unknown }
    ? RelatedModel<V>[]
    : RelatedModel<V> | Extract<V, null>;

type ByField<M, V> = { readonly [K in ModelFieldName<M>]?: V };

/**
 * What a model form is made of: `static meta: forms.ModelFormMeta<Article> = { model: Article, fields: ['title', 'content'] }`.
 * Field names are checked against the model.
 */
export interface ModelFormMeta<M extends AnyModel> {
  readonly model: ModelClass<M>;
  /** The model's fields to show, in this order; `'__all__'` for every editable one. */
  readonly fields?: readonly ModelFieldName<M>[] | '__all__';
  /** Fields to leave out. */
  readonly exclude?: readonly ModelFieldName<M>[];
  readonly widgets?: ByField<M, Widget | WidgetClass>;
  readonly labels?: ByField<M, Label>;
  readonly helpTexts?: ByField<M, Label>;
  /** Texts by kind of mistake, by field; those of no field under `__all__`. */
  readonly errorMessages?: ByField<M, Readonly<ErrorMessages>> & {
    readonly __all__?: Readonly<ErrorMessages>;
  };
  /** Classes of form fields in place of the usual ones. */
  readonly fieldClasses?: ByField<M, new (options: never) => Field>;
  /** Fields that read and write in the active language's way. */
  readonly localizedFields?: readonly ModelFieldName<M>[] | '__all__';
  /** Makes the form field of each model field; undefined leaves it out. */
  readonly formfieldCallback?: FormFieldMaker;
}

/** The same without its types, as the code that reads it needs it. */
export interface AnyModelFormMeta {
  readonly model: ModelClass;
  readonly fields?: readonly string[] | '__all__';
  readonly exclude?: readonly string[];
  readonly widgets?: Readonly<Record<string, Widget | WidgetClass | undefined>>;
  readonly labels?: Readonly<Record<string, Label | undefined>>;
  readonly helpTexts?: Readonly<Record<string, Label | undefined>>;
  readonly errorMessages?: Readonly<Record<string, Readonly<ErrorMessages> | undefined>>;
  readonly fieldClasses?: Readonly<Record<string, (new (options: never) => Field) | undefined>>;
  readonly localizedFields?: readonly string[] | '__all__';
  readonly formfieldCallback?: FormFieldMaker;
}
