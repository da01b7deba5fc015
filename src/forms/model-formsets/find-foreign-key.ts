import { ImproperlyConfigured } from '../../core/errors/improperly-configured.ts';
import { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { ModelClass } from '../../db/models/model.ts';

/**
 * The relation that leads from a child's model to its parent's.
 * @param name which one, when there are several
 * @throws ImproperlyConfigured when there is none, or several and no name
 */
export function findForeignKey(parent: ModelClass, child: ModelClass, name?: string): ForeignKey {
  const fields = child._meta.fields.filter((field): field is ForeignKey => field instanceof ForeignKey);
  const leading = fields.filter((field) => leadsTo(field, parent));
  const { label } = child._meta;
  if (name !== undefined) {
    const named = leading.find((field) => field.name === name);
    if (named !== undefined) return named;
    throw new ImproperlyConfigured(
      child._meta.fields.some((field) => field.name === name)
        ? `fkName '${name}' is not a ForeignKey to '${parent._meta.label}'.`
        : `'${label}' has no field named '${name}'.`,
      `Choices are: ${leading.map((field) => field.name).join(', ')}.`,
    );
  }
  if (leading.length === 1) return leading[0]!;
  if (leading.length === 0) {
    throw new ImproperlyConfigured(`'${label}' has no ForeignKey to '${parent._meta.label}'.`);
  }
  throw new ImproperlyConfigured(
    `'${label}' has more than one ForeignKey to '${parent._meta.label}'.`,
    `Name one with fkName: ${leading.map((field) => field.name).join(', ')}.`,
  );
}

/** To the model itself, to one it inherits from, or to a proxy of either. */
function leadsTo(field: ForeignKey, parent: ModelClass): boolean {
  const target = field.remoteField.model()._meta.concreteModel;
  return [parent, ...parent._meta.getParentList()].some((model) => model._meta.concreteModel === target);
}
