import type { AnyModel, ModelClass } from '../db/models/model.ts';
import type { FormData } from './data-source.ts';
import { ModelForm, type ModelFormOptions } from './model-form.ts';
import type { ModelFormMeta } from './model-types.ts';

/** A class of model forms, as `modelFormFactory()` makes it and formsets take it. */
export interface ModelFormClass<M extends AnyModel> {
  new (data?: FormData | null, options?: ModelFormOptions<M>): ModelForm<M>;
  readonly meta: ModelFormMeta<M>;
}

export interface ModelFormFactoryOptions<M extends AnyModel> extends Omit<ModelFormMeta<M>, 'model'> {
  /** Class to build on, which may declare more fields. */
  form?: abstract new (
    ...args: never[]
  ) => ModelForm<M>;
}

/**
 * A class of forms for a model, made where it is needed: `modelFormFactory(Article, { fields: ['title'] })`.
 * What the class it builds on has in its meta stays, unless it is given here.
 */
export function modelFormFactory<M extends AnyModel>(
  model: ModelClass<M>,
  options: ModelFormFactoryOptions<M> = {},
): ModelFormClass<M> {
  const { form = ModelForm, ...given } = options;
  const Base = form as unknown as new (data?: FormData | null, options?: ModelFormOptions<M>) => ModelForm<M>;
  const inherited = (form as unknown as { readonly meta?: Partial<ModelFormMeta<M>> }).meta;
  const meta = { ...inherited, ...given, model };
  const made = class extends Base {
    static readonly meta: ModelFormMeta<M> = meta;
  };
  Object.defineProperty(made, 'name', { value: `${model.name}Form` });
  return made;
}
