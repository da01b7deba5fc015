import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { LOOKUP_SEP } from '../constants.ts';
import type { Field } from '../fields/field.ts';
import { Relation } from '../fields/relation.ts';
import type { ModelClass } from '../model.ts';
import type { Options } from '../options.ts';

/** Names in `meta.ordering` have to lead somewhere. */
export function checkOrdering(model: ModelClass): CheckMessage[] {
  const meta = model._meta;
  const { ordering, orderWithRespectTo } = meta.original;
  const obj = meta.label;
  if (ordering && orderWithRespectTo) {
    return [
      new CheckError("'ordering' and 'orderWithRespectTo' cannot be used together.", {
        obj,
        id: 'models.E021',
      }),
    ];
  }
  if (orderWithRespectTo || !ordering || ordering.length === 0) return [];
  if (!Array.isArray(ordering)) {
    return [
      new CheckError("'ordering' must be a list (even if you want to order by only one field).", {
        obj,
        id: 'models.E014',
      }),
    ];
  }
  const names = ordering.filter((name): name is string => typeof name === 'string' && name !== '?');
  return names
    .map((name) => name.replace(/^-/, ''))
    .filter((name) => !leadsSomewhere(meta, name))
    .map((name) => {
      const message = `'ordering' refers to the nonexistent field, related field, or lookup '${name}'.`;
      return new CheckError(message, { obj, id: 'models.E015' });
    });
}

/** Each part a field of the model reached so far, or a transform of the field before; alone, no many-to-many field. */
function leadsSomewhere(start: Options, path: string): boolean {
  if (path === 'pk') return true;
  const parts = path.split(LOOKUP_SEP);
  let meta: Options | undefined = start;
  let field: Field | undefined;
  for (const part of parts) {
    if (meta === undefined) {
      if (field!.getTransform(part) ?? field!.getLookup(part)) continue;
      return false;
    }
    const found: Field | Relation | undefined = part === 'pk' ? meta.pk : meta.fieldsMap.get(part);
    if (found === undefined) return false;
    if (found instanceof Relation) {
      meta = found.field.model._meta;
      continue;
    }
    if (found.manyToMany && parts.length === 1) return false;
    field = found;
    meta = found.isRelation && part !== found.attname ? found.remoteField?.resolved?._meta : undefined;
  }
  return true;
}
