import type { Attrs } from './attrs.ts';
import type { BoundField } from './bound-field.ts';
import type { Field } from './fields/field.ts';
import { MultiWidget } from './widgets/multi-widget.ts';
import type { Widget } from './widgets/widget.ts';

/** The attributes of a field's input: those given, and what the state of the field asks for. */
export function widgetAttrs(bound: BoundField, given: Readonly<Attrs>, widget: Widget): Attrs {
  const { field, form } = bound;
  const attrs = { ...given };
  if (field.required && form.useRequiredAttribute && widget.useRequiredAttribute(bound.initial)) {
    if (!requireParts(bound, widget)) attrs['required'] = true;
  }
  if (field.disabled) attrs['disabled'] = true;
  if (!widget.isHidden && bound.errors.length > 0) attrs['aria-invalid'] = 'true';
  if (!attrs['aria-describedby'] && !bound.useFieldset) {
    const described = bound.ariaDescribedby;
    if (described) attrs['aria-describedby'] = described;
  }
  return attrs;
}

/** Where each part says itself whether it is required, `required` goes to the inputs of those that are. */
function requireParts(bound: BoundField, widget: Widget): boolean {
  const field: Field & { requireAllFields?: boolean; fields?: readonly Field[] } = bound.field;
  if (field.requireAllFields !== false || !(widget instanceof MultiWidget)) return false;
  for (const [index, part] of widget.widgets.entries()) {
    const isRequired = field.fields?.[index]?.required === true;
    part.attrs['required'] = isRequired && part.useRequiredAttribute(bound.initial);
  }
  return true;
}
