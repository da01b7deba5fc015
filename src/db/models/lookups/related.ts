import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { Ref } from '../../sql/col.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { type LookupFactory, relatedLookups } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import { RelatedCol } from '../../sql/related-col.ts';
import { sampleOf } from '../../sql/slot.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import type { AnyModel } from '../model.ts';
import { RelatedRef } from '../related-ref.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
} from './comparisons.ts';
import type { BuiltinLookup, Lookup } from './lookup.ts';

type Prepare = (value: unknown) => unknown;

/** An instance stands for the field that the relation points at, which may be empty; of a child model, for that of its parent. */
function keyOf(column: RelatedCol): Prepare {
  const [source] = column.sourceFields;
  const name = source?.attname ?? 'pk';
  return (value) => {
    if (value instanceof RelatedRef) return value.id;
    if (!isInstance(value)) return value;
    if (isKeySet(value.pk)) return read(value, name) ?? null;
    throw new FieldError(
      'Model instances passed to related filters must be saved.',
      `${String(value)} has no primary key yet.`,
    );
  };
}

function read(instance: AnyModel, name: string): unknown {
  const own = instance as unknown as Record<string, unknown>;
  return name in own ? own[name] : instance.pk;
}

/** As an argument of an aggregate over a subquery, the column goes by a name. */
function columnOf({ lhs }: Lookup): RelatedCol {
  return (lhs instanceof Ref ? lhs.source : lhs) as RelatedCol;
}

function relatedPreparer(lookup: Lookup, connection: DatabaseWrapper): Prepare {
  const column = columnOf(lookup);
  const key = keyOf(column);
  const field = column.outputField;
  return (value) => field.getDbPrepValue(key(value), connection);
}

/** Whether the right side is an instance that nothing can point at: its key is empty. That is part of the shape. */
function isWithoutKey(lookup: Lookup, rhs: unknown): boolean {
  const value = sampleOf(rhs);
  return isInstance(value) && keyOf(columnOf(lookup))(value) === null;
}

interface Comparison {
  readonly lookupName: string;
  new (...args: ConstructorParameters<typeof BuiltinLookup>): BuiltinLookup;
}

/** A comparison whose right side may be an instance. */
function ofInstances(Base: Comparison): Comparison {
  return class extends Base {
    protected override normalize(rhs: unknown): unknown {
      return isWithoutKey(this, rhs) ? null : super.normalize(rhs);
    }

    protected override preparer(connection: DatabaseWrapper): Prepare {
      return relatedPreparer(this, connection);
    }
  };
}

class RelatedIn extends In {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }

  protected override itemsToCompare(compiler: Compiler): readonly unknown[] {
    return super.itemsToCompare(compiler).filter((item) => !isWithoutKey(this, item));
  }

  protected override keyNames(query: Query): readonly string[] {
    if (!(this.lhs instanceof RelatedCol)) return ['pk'];
    const { target, sourceFields } = this.lhs;
    const [pointedAt] = sourceFields;
    // A one-to-one that is the key: rows of the same model stand for theirs.
    if (target.primaryKey && target.model === query.model) return [target.name];
    return [pointedAt === undefined || pointedAt.primaryKey ? 'pk' : pointedAt.name];
  }
}

/** What a relation can be compared by. */
export function registerRelatedLookups(): void {
  const all: readonly (LookupFactory & { readonly lookupName: string })[] = [
    ...[Exact, GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual].map(ofInstances),
    RelatedIn,
    IsNull,
  ];
  for (const lookup of all) relatedLookups.set(lookup.lookupName, lookup);
}
