import type { Awaitable } from '../../utils/awaitable.ts';
import type { BoundFieldClass } from '../bound-field.ts';

/** What draws widgets, fields, forms and formsets, by the names of their templates. */
export interface FormRenderer {
  /** Template of `{{ form }}`. */
  readonly formTemplateName: string;
  /** Template of `{{ formset }}`. */
  readonly formsetTemplateName: string;
  /** Template of `{{ field.as_field_group }}`. */
  readonly fieldTemplateName: string;
  /** Class of the bound fields of every form that names none of its own. */
  readonly boundFieldClass?: BoundFieldClass | undefined;
  render(templateName: string, context: Readonly<Record<string, unknown>>): Awaitable<string>;
}
