import type { Deconstruction } from './deconstruct.ts';
import { ForeignKey, type ForeignKeyOptions } from './foreign-key.ts';
import { OneToOneRel, type Relation, type RelationTarget } from './relation.ts';

/** A foreign key that is unique: the other side leads back to one object, not to a set. */
export class OneToOneField extends ForeignKey {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...ForeignKey.optionDefaults,
    unique: true,
  };
  static override readonly description: string = 'One-to-one relationship';
  override readonly manyToOne: boolean = false;
  override readonly oneToOne: boolean = true;

  protected override makeRelation(options: ForeignKeyOptions & { to: RelationTarget }): Relation {
    return new OneToOneRel(this, options);
  }

  override deconstruct(): Deconstruction {
    const parts = super.deconstruct();
    delete parts.options['unique'];
    return parts;
  }
}
