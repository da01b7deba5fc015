import type { CheckMessage } from '../../core/checks/messages.ts';
import type { ObjectQuerySet } from '../../db/models/base-query-set.ts';
import { Field } from '../../db/models/fields/field.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { FieldOptions } from '../../db/models/fields/options.ts';
import { Relation, type RelationTarget } from '../../db/models/fields/relation.ts';
import type { RuntimeManager } from '../../db/models/manager.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { CustomPrefetch, Prefetcher } from '../../db/models/prefetcher.ts';
import { buildLookup } from '../../db/sql/build-filter.ts';
import { Col } from '../../db/sql/col.ts';
import type { Expression } from '../../db/sql/expression.ts';
import { type CustomPath, type PathInfo, pathBetween } from '../../db/sql/path-info.ts';
import { checkGenericRelation } from './check-generic.ts';
import { ContentTypeId } from './content-type-id.ts';
import { genericManager } from './generic-manager.ts';
import { GenericRelationPrefetcher } from './generic-relation-prefetcher.ts';

export interface GenericRelationOptions extends FieldOptions {
  /** The other model's foreign key to ContentType, `'contentType'` unless said otherwise. */
  contentTypeField?: string;
  /** The other model's column with the primary key, `'objectId'` unless said otherwise. */
  objectIdField?: string;
  /** Name in lookups from the other model back to this one; without it there is none. */
  relatedQueryName?: string | null;
  /** As the generic foreign key has it. */
  forConcreteModel?: boolean;
  limitChoicesTo?: unknown;
}

/** The other model's side, which has no property of its own there. */
class GenericRel extends Relation {
  override get accessorName(): undefined {
    return undefined;
  }
}

/** The objects that point here by a generic foreign key. The instance's property is a manager of them; deletion takes them along. */
export class GenericRelationField extends Field implements CustomPath, CustomPrefetch {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    to: undefined,
    contentTypeField: 'contentType',
    objectIdField: 'objectId',
    relatedQueryName: null,
    forConcreteModel: true,
    limitChoicesTo: null,
  };

  override readonly concrete: boolean = false;
  override readonly isRelation: boolean = true;
  override readonly oneToMany: boolean = true;
  override readonly buildsValue: boolean = true;
  override readonly isManager: boolean = true;
  override readonly emptyStringsAllowed: boolean = false;
  override readonly remoteField: Relation;
  readonly contentTypeField: string;
  readonly objectIdField: string;
  readonly forConcreteModel: boolean;

  constructor(options: GenericRelationOptions & { to: RelationTarget }) {
    super({ blank: true, editable: false, serialize: false, ...options });
    this.contentTypeField = options.contentTypeField ?? 'contentType';
    this.objectIdField = options.objectIdField ?? 'objectId';
    this.forConcreteModel = options.forConcreteModel ?? true;
    const { to, relatedQueryName = null, limitChoicesTo } = options;
    this.remoteField = new GenericRel(this, {
      to,
      relatedName: relatedQueryName ?? '+',
      relatedQueryName,
      limitChoicesTo,
    });
  }

  override contributeToClass(model: ModelClass, name: string): void {
    this.setAttributesFromName(name);
    this.model = model;
    model._meta.addField(this, true);
  }

  protected override getColumn(): string {
    return '';
  }

  override dbType(): undefined {
    return undefined;
  }

  override buildValue(instance: AnyModel): RuntimeManager {
    return genericManager(instance, this);
  }

  /** The other model's column with the primary key. */
  get objectId(): Field {
    return this.remoteField.model()._meta.getField(this.objectIdField) as Field;
  }

  /** The other model's foreign key to ContentType. */
  get contentType(): ForeignKey {
    return this.remoteField.model()._meta.getField(this.contentTypeField) as ForeignKey;
  }

  /** The id of this model's content type, as part of a statement. */
  typeId(model: ModelClass = this.model): ContentTypeId {
    return new ContentTypeId(model, this.forConcreteModel);
  }

  #restriction(alias: string): Expression {
    const { contentType } = this;
    return buildLookup(['exact'], new Col(alias, contentType, contentType.targetField), this.typeId());
  }

  getPathInfo(): readonly PathInfo[] {
    const target = this.remoteField.model();
    const { objectId } = this;
    const holder = objectId.model._meta.concreteModel;
    const first: PathInfo = {
      from: this.model,
      to: holder,
      targetFields: [holder._meta.pk],
      join: {
        key: `<${this}`,
        columns: [[this.model._meta.pk, objectId]],
        restriction: (alias) => this.#restriction(alias),
      },
      followed: this.remoteField,
      m2m: true,
      direct: false,
    };
    const rest = pathBetween(holder, target);
    return rest.length > 0 ? [first, ...rest] : [{ ...first, to: target }];
  }

  getReversePathInfo(): readonly PathInfo[] {
    const target = this.remoteField.model();
    const { objectId } = this;
    const { pk } = this.model._meta;
    const last: PathInfo = {
      from: target,
      to: this.model,
      targetFields: [pk],
      join: {
        key: `>${this}`,
        columns: [[objectId, pk]],
        restriction: (_alias, parentAlias) => this.#restriction(parentAlias),
      },
      followed: this,
      m2m: false,
      direct: false,
    };
    return [...pathBetween(target, objectId.model._meta.concreteModel), last];
  }

  prefetcher(): Prefetcher {
    return new GenericRelationPrefetcher(this);
  }

  /** The rows that point at some objects of this model: what goes when they are deleted. */
  bulkRelatedObjects(objects: readonly AnyModel[], using: string): ObjectQuerySet {
    const model = this.remoteField.model();
    const manager = model._meta.baseManager as unknown as RuntimeManager;
    return manager
      .getQueryset()
      .using(using)
      .filter({
        [this.contentTypeField]: this.typeId(),
        [`${this.objectIdField}__in`]: objects.map((object) => object.pk),
      }) as unknown as ObjectQuerySet;
  }

  /** The name in lookups from the other model stays that of the parent. */
  override cloneForChild(): GenericRelationField {
    const { to } = this.remoteField;
    return new GenericRelationField({ ...this.options, to, relatedQueryName: null });
  }

  override valueFromObject(instance: AnyModel): unknown {
    return (instance as unknown as Record<string, unknown>)[this.name];
  }

  override getDefault(): unknown {
    return undefined;
  }

  override check(): CheckMessage[] {
    return [...super.check(), ...checkGenericRelation(this)];
  }
}
