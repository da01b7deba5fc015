import type { BoundField } from '../../../forms/bound-field.ts';
import type { Label } from '../../../forms/fields/field.ts';
import type { Form } from '../../../forms/form.ts';
import { CheckboxInput } from '../../../forms/widgets/checkbox-input.ts';
import type { Awaitable } from '../../../utils/awaitable.ts';
import type { PlainFieldsets } from '../base-model-admin.ts';

/** A field as the admin's templates lay it out. */
export interface ShownField {
  name: string;
  id: string;
  label: Label;
  /** HTML, maybe still pending: a template waits. */
  control: unknown;
  errors: unknown;
  helpText: Label;
  isRequired: boolean;
  isCheckbox: boolean;
  /** Several inputs, which a label cannot point at. */
  isGroup: boolean;
  isReadonly: boolean;
  isHidden: boolean;
}

/** Fields beside each other. */
export interface ShownLine {
  fields: ShownField[];
  isHidden: boolean;
}

export interface ShownFieldset {
  name: string | null;
  description: string;
  classes: string;
  isCollapsible: boolean;
  hasErrors: boolean;
  lines: ShownLine[];
}

/** A form laid out under headings: an array of fieldsets, with the errors of no field. */
export type AdminForm = ShownFieldset[] & { nonFieldErrors?: unknown };

/** What a name in a fieldset stands for: a field of the form, or something that is only shown. */
export type FieldMaker = (name: string) => Awaitable<ShownField | undefined>;

/** Lay a form out. @param fieldsets all fields under each other, unless given */
export function adminForm(form: Form): AdminForm {
  const lines = [...form].map((bound) => lineOf([shownBoundField(bound)]));
  const fieldset = {
    name: null,
    description: '',
    classes: '',
    isCollapsible: false,
    hasErrors: false,
    lines,
  };
  return Object.assign([fieldset], { nonFieldErrors: form.isBound ? form.nonFieldErrors() : '' });
}

/** Lay out what fieldsets name. */
export async function layOut(fieldsets: PlainFieldsets, make: FieldMaker): Promise<ShownFieldset[]> {
  const shown: ShownFieldset[] = [];
  for (const [name, { fields, classes = [], description = '' }] of fieldsets) {
    const lines: ShownLine[] = [];
    for (const line of fields) {
      const made = await Promise.all((typeof line === 'string' ? [line] : line).map(make));
      const present = made.filter((field) => field !== undefined);
      if (present.length > 0) lines.push(lineOf(present));
    }
    const hasErrors = lines.some(({ fields: inLine }) => inLine.some(({ errors }) => hasAny(errors)));
    const isCollapsible = classes.includes('collapse');
    shown.push({ name, description, classes: classes.join(' '), isCollapsible, hasErrors, lines });
  }
  return shown;
}

function lineOf(fields: ShownField[]): ShownLine {
  return { fields, isHidden: fields.every((field) => field.isHidden) };
}

function hasAny(errors: unknown): boolean {
  return Array.isArray(errors) && errors.length > 0;
}

/** A field of a form. @param control in place of the widget alone */
export function shownBoundField(bound: BoundField, control: unknown = bound.toHtml()): ShownField {
  return {
    name: bound.name,
    id: bound.idForLabel || bound.autoId,
    label: bound.label,
    control,
    errors: bound.form.isBound ? bound.errors : '',
    helpText: bound.helpText,
    isRequired: bound.field.required,
    isCheckbox: bound.field.widget instanceof CheckboxInput,
    isGroup: bound.useFieldset,
    isReadonly: false,
    isHidden: bound.isHidden,
  };
}
