import type { FormData } from '../data-source.ts';
import type { Form } from '../form.ts';
import type { FormOptions } from '../form-options.ts';
import type { FormRenderer } from '../renderers/renderer.ts';

/** A class of forms that a formset can repeat. */
export type RepeatableForm<F extends Form> = new (data?: FormData | null, options?: FormOptions) => F;

/** What a class of formsets is made with. */
export interface FormSetSettings {
  /** Empty forms shown behind those with initial data; 1 by default. */
  extra?: number;
  /** Add a number field to each form, by which they are ordered. */
  canOrder?: boolean;
  /** Add a box to each form, by which it is deleted. */
  canDelete?: boolean;
  /** Whether empty forms have that box, too; true by default. */
  canDeleteExtra?: boolean;
  /** Greatest number of forms shown; 1000 by default. */
  maxNum?: number | null;
  /** Refuse more forms than `maxNum`. */
  validateMax?: boolean;
  /** Least number of forms shown. */
  minNum?: number | null;
  /** Refuse fewer forms than `minNum`. */
  validateMin?: boolean;
  /** Forms that are read of submitted data at most, so that nobody can send millions; `maxNum + 1000` by default. */
  absoluteMax?: number | null;
  renderer?: FormRenderer;
}

/** What one formset is told beside the submitted data. */
export interface FormSetOptions {
  files?: FormData | null | undefined;
  /** First values, for one form after the other. */
  initial?: readonly Readonly<Record<string, unknown>>[] | null | undefined;
  prefix?: string | null | undefined;
  autoId?: string | boolean;
  /** Options for every form, beside those that the formset gives. */
  formKwargs?: FormOptions & Readonly<Record<string, unknown>>;
  errorClass?: FormOptions['errorClass'];
  /** Texts for `missing_management_form`, `too_many_forms` and `too_few_forms`. */
  errorMessages?: Readonly<Record<string, string>>;
}

const DEFAULT_MIN_NUM = 0;
const DEFAULT_MAX_NUM = 1000;

export type FullSettings = Required<
  Omit<FormSetSettings, 'renderer' | 'maxNum' | 'minNum' | 'absoluteMax'>
> & {
  readonly maxNum: number;
  readonly minNum: number;
  readonly absoluteMax: number;
};

/** The settings with their defaults. @throws RangeError when fewer forms are read than shown */
export function withDefaults(settings: FormSetSettings): FullSettings {
  const maxNum = settings.maxNum ?? DEFAULT_MAX_NUM;
  const absoluteMax = settings.absoluteMax ?? maxNum + DEFAULT_MAX_NUM;
  if (maxNum > absoluteMax)
    throw new RangeError(`absoluteMax is ${absoluteMax}, and maxNum is more: ${maxNum}.`);
  return {
    extra: settings.extra ?? 1,
    canOrder: settings.canOrder ?? false,
    canDelete: settings.canDelete ?? false,
    canDeleteExtra: settings.canDeleteExtra ?? true,
    validateMax: settings.validateMax ?? false,
    validateMin: settings.validateMin ?? false,
    minNum: settings.minNum ?? DEFAULT_MIN_NUM,
    maxNum,
    absoluteMax,
  };
}
