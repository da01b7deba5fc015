import { FieldError } from '../core/errors/field-error.ts';
import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import type { Field as ModelField } from '../db/models/fields/field.ts';
import type { ModelClass } from '../db/models/model.ts';
import { choicesHint } from '../utils/choices-hint.ts';
import type { Field } from './fields/field.ts';
import type { FormFieldOptions } from './model-field-options.ts';
import { formField } from './model-fields.ts';
import { isSelected } from './model-instance.ts';
import type { AnyModelFormMeta } from './model-types.ts';

/** The form fields of a model, by name: those that `fields` lists, in that order, else every editable one. */
export function fieldsForModel(meta: AnyModelFormMeta): Record<string, Field> {
  const made: Record<string, Field> = {};
  for (const field of formableFields(meta.model)) {
    if (!field.editable) refuseWhenListed(field, meta);
    else if (isSelected(field.name, meta)) {
      const form = makeField(field, meta);
      if (form !== undefined) made[field.name] = form;
    }
  }
  if (meta.fields === undefined || meta.fields === '__all__') return made;
  const ordered = meta.fields.filter((name) => made[name] !== undefined);
  return Object.fromEntries(ordered.map((name) => [name, made[name]!]));
}

function formableFields({ _meta }: ModelClass): readonly ModelField[] {
  return [..._meta.fields, ..._meta.privateFields, ..._meta.manyToMany];
}

/** @throws FieldError for a field that the form asks for by name */
function refuseWhenListed(field: ModelField, { fields, exclude, model }: AnyModelFormMeta): void {
  if (!Array.isArray(fields) || !fields.includes(field.name) || exclude?.includes(field.name)) return;
  throw new FieldError(
    `'${field.name}' cannot be specified for ${model.name} model form as it is a non-editable field.`,
    'Leave it out of `fields`.',
  );
}

function makeField(field: ModelField, meta: AnyModelFormMeta): Field | undefined {
  const { name } = field;
  const localized = meta.localizedFields === '__all__' || meta.localizedFields?.includes(name) === true;
  const options: FormFieldOptions = {
    ...given('widget', meta.widgets?.[name]),
    ...given('label', meta.labels?.[name]),
    ...given('helpText', meta.helpTexts?.[name]),
    ...given('errorMessages', meta.errorMessages?.[name]),
    ...given('formClass', meta.fieldClasses?.[name]),
    ...given('localize', localized ? true : undefined),
  };
  return (meta.formfieldCallback ?? formField)(field, options);
}

function given(name: string, value: unknown): FormFieldOptions {
  return value === undefined ? {} : { [name]: value };
}

/**
 * The meta of a model form, looked over.
 * @throws ImproperlyConfigured when it names no model, or doesn't say which fields are meant
 */
export function checkedMeta(form: string, meta: AnyModelFormMeta | undefined): AnyModelFormMeta {
  if (meta?.model === undefined) {
    throw new ImproperlyConfigured(
      `${form} is a model form without a model.`,
      "Give it `static meta = { model: Article, fields: ['title'] }`.",
    );
  }
  if (meta.fields === undefined && meta.exclude === undefined) {
    throw new ImproperlyConfigured(
      `The meta of ${form} has neither \`fields\` nor \`exclude\`.`,
      "List the fields; `fields: '__all__'` shows every editable one.",
    );
  }
  if (typeof meta.fields === 'string' && meta.fields !== '__all__') {
    throw new ImproperlyConfigured(
      `The \`fields\` of ${form} is the text '${String(meta.fields)}'.`,
      `Did you mean ['${String(meta.fields)}']?`,
    );
  }
  return meta;
}

/** @throws FieldError for names in `fields` that neither the model nor the form itself has */
export function refuseUnknownFields(meta: AnyModelFormMeta, known: Readonly<Record<string, unknown>>): void {
  if (meta.fields === undefined || meta.fields === '__all__') return;
  const unknown = meta.fields.filter((name) => !Object.hasOwn(known, name) && !meta.exclude?.includes(name));
  if (unknown.length === 0) return;
  const names = formableFields(meta.model)
    .filter((field) => field.editable)
    .map((field) => field.name);
  throw new FieldError(
    `Unknown field(s) (${unknown.join(', ')}) specified for ${meta.model.name}.`,
    choicesHint(unknown[0]!, names),
  );
}
