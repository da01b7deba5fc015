import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { Ref } from '../../sql/col.ts';
import { type LookupFactory, relatedLookups } from '../../sql/expression.ts';
import type { Query } from '../../sql/query.ts';
import { RelatedCol } from '../../sql/related-col.ts';
import { isInstance } from '../is-instance.ts';
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
import type { Lookup } from './lookup.ts';

type Prepare = (value: unknown) => unknown;

/** An instance stands for the field that the relation points at; of a child model, for that of its parent. */
function keyOf(column: RelatedCol): Prepare {
  const [source] = column.sourceFields;
  const name = source?.attname ?? 'pk';
  return (value) => {
    if (value instanceof RelatedRef) return value.id;
    if (!isInstance(value)) return value;
    const key = read(value, name);
    if (key !== null && key !== undefined) return key;
    throw new FieldError(
      'Model instances passed to related filters must be saved.',
      `${String(value)} has no key yet.`,
    );
  };
}

function read(instance: AnyModel, name: string): unknown {
  const own = instance as unknown as Record<string, unknown>;
  return name in own ? own[name] : instance.pk;
}

function relatedPreparer(lookup: Lookup, connection: DatabaseWrapper): Prepare {
  // As an argument of an aggregate over a subquery, the column goes by a name.
  const column = (lookup.lhs instanceof Ref ? lookup.lhs.source : lookup.lhs) as RelatedCol;
  const key = keyOf(column);
  const field = column.outputField;
  return (value) => field.getDbPrepValue(key(value), connection);
}

class RelatedExact extends Exact {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }
}

class RelatedIn extends In {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
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

class RelatedGreaterThan extends GreaterThan {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }
}

class RelatedGreaterThanOrEqual extends GreaterThanOrEqual {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }
}

class RelatedLessThan extends LessThan {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }
}

class RelatedLessThanOrEqual extends LessThanOrEqual {
  protected override preparer(connection: DatabaseWrapper): Prepare {
    return relatedPreparer(this, connection);
  }
}

/** What a relation can be compared by. */
export function registerRelatedLookups(): void {
  const all: readonly (LookupFactory & { readonly lookupName: string })[] = [
    RelatedExact,
    RelatedIn,
    RelatedGreaterThan,
    RelatedGreaterThanOrEqual,
    RelatedLessThan,
    RelatedLessThanOrEqual,
    IsNull,
  ];
  for (const lookup of all) relatedLookups.set(lookup.lookupName, lookup);
}
