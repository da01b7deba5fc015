import { capfirst } from '../../utils/case.ts';
import { buildModel } from './build-model.ts';
import { ForeignKey } from './fields/foreign-key.ts';
import type { ManyToManyField } from './fields/many-to-many-field.ts';
import { generatedClass } from './generated-class.ts';
import type { ModelClass } from './model.ts';
import { CASCADE } from './on-delete.ts';

/** Make the join model of a many-to-many field: `Article_tags` with the columns `article_id` and `tag_id`. */
export function makeThroughModel(field: ManyToManyField, target: ModelClass): ModelClass {
  const owner = field.model._meta;
  const other = target._meta;
  const toItself = owner.modelName === other.modelName;
  const from = toItself ? `from${capfirst(owner.modelName)}` : owner.modelName;
  const to = toItself ? `to${capfirst(other.modelName)}` : other.modelName;
  const key = (model: ModelClass) =>
    new ForeignKey({
      to: model,
      onDelete: CASCADE,
      relatedName: `${owner.objectName}_${field.name}+`,
      dbConstraint: field.remoteField.dbConstraint,
    });
  const model = generatedClass(`${owner.objectName}_${field.name}`, {
    [from]: key(field.model),
    [to]: key(target),
  });
  buildModel(model, {
    appLabel: owner.appLabel,
    apps: owner.apps,
    meta: {
      dbTable: field.m2mDbTable(),
      managed: owner.managed && (owner.managed || other.managed),
      autoCreated: field.model,
      uniqueTogether: [[from, to]],
      verboseName: `${owner.objectName}-${other.objectName} relationship`.toLowerCase(),
      verboseNamePlural: `${owner.objectName}-${other.objectName} relationships`.toLowerCase(),
    },
  });
  return model;
}
