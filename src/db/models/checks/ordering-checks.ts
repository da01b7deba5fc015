import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { LOOKUP_SEP } from '../constants.ts';
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

/** Each part a field of the model reached so far; what follows a plain field is a transform, which is not known here. */
function leadsSomewhere(start: Options, path: string): boolean {
  if (path === 'pk') return true;
  let meta: Options | undefined = start;
  for (const part of path.split(LOOKUP_SEP)) {
    if (meta === undefined) return true;
    const field: ReturnType<Options['fieldsMap']['get']> = part === 'pk' ? meta.pk : meta.fieldsMap.get(part);
    if (field === undefined) return false;
    if (field instanceof Relation) meta = field.field.model._meta;
    else
      meta = field.isRelation && !field.name.endsWith('Id') ? field.remoteField?.resolved?._meta : undefined;
  }
  return true;
}
