import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { formatHtml, formatHtmlJoin, type SafeString } from '../../../utils/html.ts';
import { modelUrl } from '../admin-url.ts';
import type { AnyAdmin } from '../base-model-admin.ts';
import { makeColumn } from '../change-list/column.ts';
import { relatedModel } from '../field-at-path.ts';
import type { ShownField } from './admin-form.ts';

/** Something that a form shows and nobody can change: a field, a property of the model, a method of the admin class. */
export async function readonlyField(admin: AnyAdmin, object: AnyModel, name: string): Promise<ShownField> {
  const { label, field, value } = makeColumn(admin, name);
  return {
    name,
    id: `id_${name}`,
    label,
    control: field?.isRelation ? await relatedObjects(admin, object, field) : await value(object),
    errors: '',
    helpText: field?.helpText ?? '',
    isRequired: false,
    isCheckbox: false,
    isGroup: false,
    isReadonly: true,
    isHidden: false,
  };
}

/** What a relation leads to, as links where the admin has pages for it. */
async function relatedObjects(admin: AnyAdmin, object: AnyModel, field: Field): Promise<SafeString | string> {
  const raw = (object as unknown as Record<string, unknown>)[field.name];
  const objects = field.manyToMany ? await allOf(object, raw) : [(await raw) as AnyModel | null | undefined];
  const present = objects.filter((one) => one !== null && one !== undefined);
  if (present.length === 0) return admin.getEmptyValueDisplay();
  return formatHtmlJoin(
    ', ',
    '{}',
    present.map((one) => [linked(admin, field, one)]),
  );
}

/** The objects behind a many-to-many field; none before the object itself is saved. */
async function allOf(object: AnyModel, manager: unknown): Promise<readonly AnyModel[]> {
  return object._state.adding ? [] : (manager as { all(): PromiseLike<readonly AnyModel[]> }).all();
}

function linked({ adminSite }: AnyAdmin, field: Field, related: AnyModel): SafeString | string {
  const model = relatedModel(field);
  if (!adminSite.isRegistered(model)) return related.toString();
  return formatHtml(
    '<a href="{}">{}</a>',
    modelUrl(adminSite.name, model._meta, 'change', related.pk),
    related,
  );
}
