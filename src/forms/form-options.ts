import type { BoundFieldClass } from './bound-field.ts';
import type { FormData } from './data-source.ts';
import type { ErrorListClass } from './errors/error-list.ts';
import type { FormRenderer } from './renderers/renderer.ts';

/** What a form can be told beside the submitted data. */
export interface FormOptions {
  /** Uploaded files: `request.FILES`. */
  files?: FormData | null | undefined;
  /** First values by field name, over those of the fields. A value may be a function that makes it. */
  initial?: Readonly<Record<string, unknown>> | null | undefined;
  /** Put before every name, so that several forms can share a page: `'billing'` makes `billing-city`. */
  prefix?: string | null | undefined;
  /** How ids are made of names: `'id_%s'` by default, `true` for the name itself, `false` for none. */
  autoId?: string | boolean;
  /** Put behind labels; `:` by default. */
  labelSuffix?: string;
  /** Accept a form in which nothing was changed, whatever is required. */
  emptyPermitted?: boolean;
  /** Names in the order in which fields are shown; others follow. */
  fieldOrder?: readonly string[] | null;
  /** Whether the `required` attribute is printed. */
  useRequiredAttribute?: boolean;
  errorClass?: ErrorListClass;
  renderer?: FormRenderer;
  boundFieldClass?: BoundFieldClass;
}
