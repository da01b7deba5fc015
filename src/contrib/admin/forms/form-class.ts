import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import type { FormFieldOptions } from '../../../forms/model-field-options.ts';
import type { ModelForm } from '../../../forms/model-form.ts';
import { type ModelFormClass, modelFormFactory } from '../../../forms/model-form-factory.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { AnyAdmin, PlainFieldsets } from '../base-model-admin.ts';

/** A form class of your own, for `ModelAdmin.form`. */
export type ModelAdminForm<M extends AnyModel> = abstract new (...args: never[]) => ModelForm<M>;

/** Which fields a form has, and how they are laid out. */
export interface FormPlan {
  readonly fieldsets: PlainFieldsets;
  /** Names of what is shown and cannot be changed. */
  readonly readonly: ReadonlySet<string>;
  /** Names of the fields that can be changed. */
  readonly editable: readonly string[];
}

/** Decide what the form of an object shows. @param canChange false shows everything as it is */
export async function planForm(
  admin: AnyAdmin,
  request: HttpRequest,
  object: AnyModel | null,
  canChange: boolean,
): Promise<FormPlan> {
  const fixed = admin.getReadonlyFields(request, object);
  const exclude = new Set(admin.getExclude(request, object));
  const fieldsets =
    (await admin.getFieldsets(request, object)) ??
    ([
      [null, { fields: (await admin.getFields(request, object)) ?? [...formableNames(admin), ...fixed] }],
    ] as const);
  const names = fieldsets.flatMap(([, { fields }]) => fields.flat()).filter((name) => !exclude.has(name));
  const isFixed = (name: string): boolean => !canChange || fixed.includes(name);
  return {
    fieldsets: fieldsets.map(([name, options]) => [
      name,
      { ...options, fields: without(options.fields, exclude) },
    ]),
    readonly: new Set(names.filter(isFixed)),
    editable: names.filter((name) => !isFixed(name)),
  };
}

/** All fields that forms can have: not the key, and not what fills itself. */
function formableNames(admin: AnyAdmin): string[] {
  const { fields, manyToMany } = admin.opts;
  return [...fields, ...manyToMany]
    .filter((field: Field) => field.editable && !field.autoCreated && !field.generated)
    .map((field) => field.name);
}

function without(
  lines: readonly (string | readonly string[])[],
  exclude: ReadonlySet<string>,
): readonly (string | readonly string[])[] {
  return lines.flatMap((line) => {
    const names = (typeof line === 'string' ? [line] : line).filter((name) => !exclude.has(name));
    return names.length === 0 ? [] : [typeof line === 'string' ? line : names];
  });
}

/** The class of forms for what was planned. */
export function formClassFor(
  admin: AnyAdmin,
  request: HttpRequest,
  names: readonly string[],
  own: ModelAdminForm<AnyModel> | null = null,
): ModelFormClass<AnyModel> {
  return modelFormFactory(admin.model, {
    ...(own !== null && { form: own }),
    fields: names as never,
    formfieldCallback: (field: Field, options: FormFieldOptions) =>
      admin.formfieldForDbfield(field, options, request),
  });
}
