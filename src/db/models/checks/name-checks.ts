import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { isCompositeField } from '../../sql/composite.ts';
import { hiddenProperties } from '../accessors.ts';
import { LOOKUP_SEP } from '../constants.ts';
import type { Field } from '../fields/field.ts';
import { Relation } from '../fields/relation.ts';
import type { ModelClass } from '../model.ts';

/** A model that a setting puts in this one's place has to be there. */
export function checkSwapped(model: ModelClass): CheckMessage[] {
  const { swapped, swappable, apps } = model._meta;
  if (swapped === undefined) return [];
  const [label = '', name, ...more] = swapped.split('.');
  if (name === undefined || more.length > 0)
    return [new CheckError(`'${swappable}' is not of the form 'app_label.app_name'.`, { id: 'models.E001' })];
  const config = apps.getAppConfigs().find((one) => one.label === label);
  if (config?.models.has(name.toLowerCase())) return [];
  const message = `'${swappable}' references '${swapped}', which has not been installed, or is abstract.`;
  return [new CheckError(message, { id: 'models.E002' })];
}

/** A getter of the class that an accessor of a relation takes the place of. */
export function checkHiddenProperties({ _meta: meta }: ModelClass): CheckMessage[] {
  return hiddenProperties(meta).map((name) => {
    const message = `The property '${name}' clashes with a related field accessor.`;
    return new CheckError(message, { obj: meta.label, id: 'models.E025' });
  });
}

export function checkModelName(model: ModelClass): CheckMessage[] {
  const { name } = model;
  if (name.startsWith('_') || name.endsWith('_')) {
    const message = `The model name '${name}' cannot start or end with an underscore as it collides with the query lookup syntax.`;
    return [new CheckError(message, { obj: model._meta.label, id: 'models.E023' })];
  }
  if (!name.includes(LOOKUP_SEP) || model._meta.autoCreated) return [];
  const message = `The model name '${name}' cannot contain double underscores as it collides with the query lookup syntax.`;
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E024' })];
}

export function checkId(model: ModelClass): CheckMessage[] {
  const { localFields, pk } = model._meta;
  const id = localFields.find((field) => field.name === 'id' && pk !== field);
  if (id === undefined || isCompositeField(pk)) return [];
  const message = "'id' can only be used as a field name if the field also sets 'primaryKey: true'.";
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E004' })];
}

/** No attname or name may stand for two fields: `author` and `authorId` beside each other. */
export function checkFieldClashes(model: ModelClass): CheckMessage[] {
  const used = new Map<string, Field | Relation>();
  const found: CheckMessage[] = [];
  const links = new Set(model._meta.parents.values());
  for (const parent of model._meta.getParentList()) {
    for (const relation of parent._meta.relatedObjects)
      if (!links.has(relation.field)) used.set(relation.name, relation);
  }
  found.push(...checkParentFields(model));
  for (const field of model._meta.fields) {
    const other = used.get(field.name) ?? used.get(field.attname);
    const isItsOwnId = field.name === 'id' && other?.name === 'id' && !(other instanceof Relation);
    if (other !== undefined && other !== field && field.model === model && !isItsOwnId) {
      const owner = other instanceof Relation ? other.model() : other.model;
      const message = `The field '${field.name}' clashes with the field '${other.name}' from model '${owner._meta}'.`;
      found.push(new CheckError(message, { obj: field, id: 'models.E006' }));
    }
    used.set(field.name, field);
    used.set(field.attname, field);
  }
  return found;
}

/** Fields of two parents with tables of their own. */
function checkParentFields({ _meta: meta }: ModelClass): CheckMessage[] {
  const used = new Map<string, Field>();
  const found: CheckMessage[] = [];
  for (const parent of meta.getParentList()) {
    if (parent._meta.proxy) continue;
    for (const field of parent._meta.localFields) {
      const other = used.get(field.name) ?? used.get(field.attname);
      if (other !== undefined) {
        const message = `The field '${field.name}' of the parent '${field.model._meta}' clashes with the field '${other.name}' of the parent '${other.model._meta}'.`;
        found.push(new CheckError(message, { obj: meta.label, id: 'models.E005' }));
      }
      used.set(field.name, field);
      used.set(field.attname, field);
    }
  }
  return found;
}

export function checkSingleKey(model: ModelClass): CheckMessage[] {
  if (model._meta.localFields.filter((field) => field.primaryKey).length < 2) return [];
  const message = "The model cannot have more than one field with 'primaryKey: true'.";
  return [new CheckError(message, { obj: model._meta.label, id: 'models.E026' })];
}
