import { FieldError } from '../../../core/errors/field-error.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import { combineQueries } from '../../sql/combine-queries.ts';
import type { Combinator, Query } from '../../sql/query.ts';
import { Slot } from '../../sql/slot.ts';
import { AND, type Connector, OR, XOR } from '../../sql/where-node.ts';
import { asQuery } from './askable.ts';
import { RefiningQuerySet } from './refining.ts';

/** The methods that put several QuerySets together. */
export abstract class CombiningQuerySet extends RefiningQuerySet {
  union(...others: readonly unknown[]): this {
    const last = others[others.length - 1];
    const options =
      last !== undefined && asQuery(last) === undefined ? (last as { all?: boolean }) : undefined;
    const sets = options === undefined ? others : others.slice(0, -1);
    return this.combinedWith('union', sets, options?.all ?? false);
  }

  intersection(...others: readonly unknown[]): this {
    return this.combinedWith('intersection', others, false);
  }

  difference(...others: readonly unknown[]): this {
    return this.combinedWith('difference', others, false);
  }

  protected combinedWith(combinator: Combinator, others: readonly unknown[], all: boolean): this {
    const askables = others.map((other) => {
      const askable = asQuery(other);
      if (askable === undefined || askable.isRaw) throw new FieldError(`${combinator}() takes QuerySets.`);
      return askable;
    });
    const parts = combinator === 'union' ? askables.filter(({ query }) => !query.isEmpty) : askables;
    if (combinator === 'union' && this.query.isEmpty) {
      if (parts.length === 0) return this;
      if (parts.length === 1) return others[askables.indexOf(parts[0]!)] as this;
    } else if (combinator !== 'union' && this.query.isEmpty) {
      return this;
    } else if (combinator === 'intersection' && askables.some(({ query }) => query.isEmpty)) {
      return this.none();
    }
    return this.derive(undefined, (query, values) => {
      const own = query.clone();
      const rest = parts.map((part) => {
        const offset = values.length;
        values.push(...part.values);
        return part.query.mapSlots((slot) => new Slot(slot.index + offset, slot.sample));
      });
      query.clearOrdering(true);
      query.clearLimits();
      query.combinedQueries = this.query.isEmpty ? rest : [own, ...rest];
      query.combinator = combinator;
      query.combinatorAll = all;
    });
  }

  /** Rows that both find. */
  and(other: unknown): this {
    return this.mergedWith(other, AND);
  }

  /** Rows that either finds. */
  or(other: unknown): this {
    return this.mergedWith(other, OR);
  }

  /** Rows that one finds and the other doesn't. */
  xor(other: unknown): this {
    return this.mergedWith(other, XOR);
  }

  protected mergedWith(other: unknown, connector: Connector): this {
    const askable = asQuery(other);
    if (askable === undefined || askable.isRaw)
      throw new FieldError('A QuerySet can be combined with QuerySets only.');
    checkNotCombined(this.query, connector.toLowerCase());
    checkNotCombined(askable.query, connector.toLowerCase());
    if (this.kind !== 'model') checkSameValues(this.query, askable.query);
    if (this.query.isEmpty) return connector === AND ? this : (other as this);
    if (askable.query.isEmpty) return connector === AND ? (other as this) : this;
    if (connector !== AND && askable.query.isSliced)
      return this.mergedWith((other as this).byKeys(), connector);
    const base = connector !== AND && this.query.isSliced ? this.byKeys() : this;
    const known = [...base.state.known, ...askable.known];
    return base.withState({ known }).derive(undefined, (query, values) => {
      const offset = values.length;
      values.push(...askable.values);
      combineQueries(
        query,
        askable.query.mapSlots((slot) => new Slot(slot.index + offset, slot.sample)),
        connector,
      );
    });
  }

  /** All rows whose keys this query finds: what a slice is combined as. */
  protected byKeys(): this {
    const Type = this.constructor as new (model: typeof this.model) => this;
    return new Type(this.model).filter({ pk__in: this });
  }
}

/** @throws FieldError when rows of values are put beside rows of other values */
function checkSameValues(query: Query, other: Query): void {
  const [own, others] = [valueNames(query), valueNames(other)];
  if (own.join() === others.join()) return;
  throw new FieldError(
    `Merging 'QuerySet' classes must involve the same values in each case: one has ${own.join(', ')}, the other ${others.join(', ') || 'whole objects'}.`,
    'Call values() with the same names on both, or after they are put together.',
  );
}

function valueNames(query: Query): string[] {
  return [...new Set([...query.valuesSelect, ...query.annotationSelect.keys()])].sort();
}
