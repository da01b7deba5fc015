import type { Field as ModelField } from '../db/models/fields/field.ts';
import { FileField } from '../db/models/fields/file-field.ts';
import type { AnyModel } from '../db/models/model.ts';
import type { Form } from './form.ts';

/** Which of a model's fields a form is about. */
export interface FieldSelection {
  readonly fields?: readonly string[] | '__all__' | undefined;
  readonly exclude?: readonly string[] | undefined;
}

/** Whether a form is about a field. */
export function isSelected(name: string, { fields, exclude }: FieldSelection): boolean {
  if (fields !== undefined && fields !== '__all__' && !fields.includes(name)) return false;
  return exclude === undefined || !exclude.includes(name);
}

/** The values of an instance for a form: relations as keys, many-to-many relations as queries that are not sent yet. */
export function modelToDict(instance: AnyModel, selection: FieldSelection = {}): Record<string, unknown> {
  const meta = instance._meta;
  const values: Record<string, unknown> = {};
  for (const field of meta.fields) {
    if (field.editable && isSelected(field.name, selection))
      values[field.name] = field.valueFromObject(instance);
  }
  for (const field of meta.manyToMany) {
    if (!field.editable || !isSelected(field.name, selection)) continue;
    const manager = field.valueFromObject(instance) as { all(): unknown };
    values[field.name] = instance._state.adding ? [] : manager.all();
  }
  return values;
}

/**
 * Put the cleaned data of a form into an instance, without saving it. A field that was not sent keeps its default; files come
 * last, as their names may be made of other fields.
 */
export function constructInstance(form: Form, instance: AnyModel, selection: FieldSelection): void {
  const cleaned = form.cleanedData as Readonly<Record<string, unknown>>;
  const wanted = instance._meta.fields.filter(
    (field) =>
      field.editable &&
      !field.autoCreated &&
      Object.hasOwn(cleaned, field.name) &&
      isSelected(field.name, selection) &&
      !keepsDefault(form, field, cleaned[field.name]),
  );
  const isFile = (field: ModelField): boolean => field instanceof FileField;
  for (const field of [...wanted.filter((each) => !isFile(each)), ...wanted.filter(isFile)]) {
    field.saveFormData(instance, cleaned[field.name]);
  }
}

function keepsDefault(form: Form, field: ModelField, value: unknown): boolean {
  if (!field.hasDefault()) return false;
  const bound = form.get(field.name);
  return (
    bound.field.isEmpty(value) &&
    bound.field.widget.valueOmittedFromData(form.data, form.files, bound.htmlName)
  );
}
