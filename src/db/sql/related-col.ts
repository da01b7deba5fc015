import type { Field } from '../models/fields/field.ts';
import type { Relation } from '../models/fields/relation.ts';
import { Col } from './col.ts';
import { isCompositeField } from './composite.ts';
import { type Expression, type LookupFactory, relatedLookups, type TransformFactory } from './expression.ts';

/** The column that stands for a relation in a condition; the other side may be an instance, whose key is then meant. */
export class RelatedCol extends Col {
  readonly relation: Field | Relation;
  /** Fields of the related model that the value is taken from, when it is an instance. */
  readonly sourceFields: readonly Field[];

  constructor(alias: string, target: Field, relation: Field | Relation, sourceFields: readonly Field[]) {
    super(alias, target, finalType(target, sourceFields));
    this.relation = relation;
    this.sourceFields = sourceFields;
  }

  override getLookup(name: string): LookupFactory | undefined {
    return isCompositeField(this.target) ? super.getLookup(name) : relatedLookups.get(name);
  }

  override getTransform(name: string): TransformFactory | undefined {
    return 'attname' in this.relation ? this.target.getTransform(name) : undefined;
  }

  override relabeled(aliases: ReadonlyMap<string, string>): Expression {
    const alias = aliases.get(this.alias);
    return alias === undefined ? this : new RelatedCol(alias, this.target, this.relation, this.sourceFields);
  }
}

function finalType(target: Field, sources: readonly Field[]): Field {
  let type = target;
  while ('targetField' in type && !type.manyToMany) type = type.targetField as Field;
  return type.isRelation ? (sources[0] ?? type) : type;
}
