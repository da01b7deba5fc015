import type { AnyModel } from '../../../db/models/model.ts';
import { formatHtml, formatHtmlJoin } from '../../../utils/html.ts';
import { modelUrl } from '../admin-url.ts';
import type { AnyAdmin } from '../base-model-admin.ts';
import { makeColumn } from '../change-list/column.ts';
import { relatedModel } from '../field-at-path.ts';
import type { ShownField } from './admin-form.ts';

/** Something that a form shows and nobody can change: a field, a property of the model, a method of the admin class. */
export async function readonlyField(admin: AnyAdmin, object: AnyModel, name: string): Promise<ShownField> {
  const column = makeColumn(admin, name);
  const field = column.field;
  return {
    name,
    id: `id_${name}`,
    label: column.label,
    control: await value(admin, object, name),
    errors: '',
    helpText: field?.helpText ?? '',
    isRequired: false,
    isCheckbox: false,
    isGroup: false,
    isReadonly: true,
    isHidden: false,
  };

  async function value(owner: AnyAdmin, shown: AnyModel, property: string): Promise<unknown> {
    if (field === undefined) return column.value(shown);
    const raw: unknown = (shown as unknown as Record<string, unknown>)[property];
    if (field.manyToMany) {
      if (shown._state.adding) return owner.getEmptyValueDisplay();
      const objects = await (raw as { all(): PromiseLike<readonly AnyModel[]> }).all();
      return objects.length === 0
        ? owner.getEmptyValueDisplay()
        : formatHtmlJoin(
            ', ',
            '{}',
            objects.map((one) => [linked(owner, one)]),
          );
    }
    if (!field.isRelation) return column.value(shown);
    const related = (await raw) as AnyModel | null;
    return related === null || related === undefined ? owner.getEmptyValueDisplay() : linked(owner, related);
  }

  function linked(owner: AnyAdmin, related: AnyModel): unknown {
    const model = field === undefined ? undefined : relatedModel(field);
    if (model === undefined || !owner.adminSite.isRegistered(model)) return related.toString();
    return formatHtml(
      '<a href="{}">{}</a>',
      modelUrl(owner.adminSite.name, model._meta, 'change', related.pk),
      related,
    );
  }
}
