import { FieldError } from '../../../core/errors/field-error.ts';
import { addAnnotations, checkAnnotationNames, checkNotCombined } from '../../sql/annotations.ts';
import { addConditions } from '../../sql/build-filter.ts';
import { checkOrderItem } from '../../sql/check-order.ts';
import { ConditionTree } from '../../sql/conditions.ts';
import { checkNames } from '../../sql/names.ts';
import type { OrderItem } from '../../sql/query.ts';
import { Slot } from '../../sql/slot.ts';
import { AND } from '../../sql/where-node.ts';
import { toPrefetch } from '../prefetch-lookup.ts';
import type { ExtraOptions, FetchMode, SelectForUpdateOptions } from '../types/query-set.ts';
import { namedExpressions } from './annotation-names.ts';
import { QuerySetBase } from './base.ts';
import { conditionPath, slotted } from './condition-keys.ts';
import { checkLoadable, leaveOut, takeOnly } from './deferred-names.ts';
import { extraParts } from './extra.ts';
import type { KeyNode } from './key-tree.ts';
import { keyOf } from './method-key.ts';
import { position } from './position.ts';
import { relatedTree } from './related-tree.ts';
import type { Shape } from './shape.ts';

/** The methods that give another QuerySet. Each leaves its own as it is. */
export abstract class RefiningQuerySet extends QuerySetBase {
  all(): this {
    return this.withState({});
  }

  none(): this {
    return this.derive('none', (query) => query.setEmpty());
  }

  filter(...conditions: readonly unknown[]): this {
    return this.narrowed(false, 'filter', conditions);
  }

  exclude(...conditions: readonly unknown[]): this {
    return this.narrowed(true, 'exclude', conditions);
  }

  /** The same for an object of lookups or a Q, as `limitChoicesTo` holds one. */
  complexFilter(conditions: object): this {
    return this.filter(conditions);
  }

  protected narrowed(negated: boolean, method: string, conditions: readonly unknown[]): this {
    const given = conditions.includes(undefined) ? conditions.filter((one) => one !== undefined) : conditions;
    const { shape, values: before } = this.state;
    const values = before.slice();
    const path = conditionPath(given, values, shape.conditions(method));
    return path?.end === undefined
      ? this.narrowedAnew(negated, method, given, path)
      : this.copyAsking(path.end, values);
  }

  /** Conditions that were not asked before. */
  protected narrowedAnew(
    negated: boolean,
    method: string,
    given: readonly unknown[],
    path: KeyNode<Shape> | undefined,
  ): this {
    checkNotCombined(this.query, method);
    if (this.query.isSliced && given.length > 0) {
      throw new FieldError('Cannot filter a query once a slice has been taken.', 'Filter first, then slice.');
    }
    return this.derive(path, (query, fresh) => {
      const tree = slotted(given, fresh);
      addConditions(query, negated ? new ConditionTree([tree], AND, true) : tree);
    });
  }

  /** Conditions of a relation, whose joins over many rows the next `filter()` shares. */
  stickyFilter(conditions: object): this {
    const values = this.state.values.slice();
    const path = conditionPath([conditions], values, this.state.shape.conditions('sticky'));
    if (path?.end !== undefined) return this.copyAsking(path.end, values);
    return this.derive(path, (query, fresh) => {
      query.filterIsSticky = true;
      addConditions(query, slotted([conditions], fresh));
    });
  }

  orderBy(...items: readonly unknown[]): this {
    if (this.query.isSliced) throw new FieldError('Cannot reorder a query once a slice has been taken.');
    return this.derive(keyOf('orderBy', items), (query) => {
      for (const item of items) checkOrderItem(query, item);
      query.clearOrdering(true, false);
      query.orderBy = items as readonly OrderItem[];
      query.defaultOrdering = items.length > 0 ? query.defaultOrdering : false;
    });
  }

  reverse(): this {
    if (this.query.isSliced) throw new FieldError('Cannot reverse a query once a slice has been taken.');
    return this.derive('reverse', (query) => {
      query.standardOrdering = !query.standardOrdering;
    });
  }

  distinct(...names: readonly string[]): this {
    checkNotCombined(this.query, 'distinct');
    if (this.query.isSliced)
      throw new FieldError('Cannot create distinct fields once a slice has been taken.');
    checkNames('distinct', names);
    return this.derive(keyOf('distinct', names), (query) => {
      query.distinct = true;
      query.distinctFields = names;
    });
  }

  /** Rows from `start` on, up to `stop`, counted within the slice that was taken before. */
  slice(start?: number | null, stop?: number | null): this {
    const from = position(start ?? 0);
    const upTo = stop === undefined || stop === null ? undefined : position(stop);
    const { query } = this;
    const before = { limit: this.boundNumber(query.limit), offset: this.boundNumber(query.offset) ?? 0 };
    const wanted = upTo === undefined ? undefined : Math.max(0, upTo - from);
    const left = before.limit === undefined ? undefined : Math.max(0, before.limit - from);
    const limit = wanted === undefined ? left : left === undefined ? wanted : Math.min(wanted, left);
    const offset = before.offset + from;
    if (limit === 0) {
      return this.derive('slice:none', (copy) => {
        copy.limit = 0;
        copy.setEmpty();
      });
    }
    const values = [...this.state.values];
    const hasOffset = offset > 0;
    if (limit !== undefined) values.push(limit);
    if (hasOffset) values.push(offset);
    const key = `slice:${limit === undefined ? '' : limit === 1 ? 'one' : 'limit'}${hasOffset ? ':offset' : ''}`;
    return this.derive(
      key,
      (copy, fresh) => {
        copy.limit = limit === undefined ? undefined : new Slot(fresh.push(limit) - 1, limit);
        copy.offset = hasOffset ? new Slot(fresh.push(offset) - 1, offset) : undefined;
      },
      values,
    );
  }

  protected boundNumber(value: number | Slot | undefined): number | undefined {
    return value instanceof Slot ? (this.state.values[value.index] as number) : value;
  }

  /** Ask this database, whatever the routers say; null leaves it to them. */
  using(alias: string | null): this {
    return this.withState({ alias: alias ?? undefined });
  }

  fetchMode(mode: FetchMode): this {
    return this.withState({ fetchMode: mode });
  }

  selectForUpdate(options: SelectForUpdateOptions = {}): this {
    const { nowait = false, skipLocked = false, of = [], noKey = false } = options;
    if (nowait && skipLocked) throw new FieldError('The nowait option cannot be used with skipLocked.');
    checkNotCombined(this.query, 'selectForUpdate');
    return this.derive(keyOf('selectForUpdate', [nowait, skipLocked, noKey, ...of]), (query) => {
      query.lock = { nowait, skipLocked, of, noKey };
    });
  }

  only(...names: readonly string[]): this {
    checkNotCombined(this.query, 'only');
    if (this.kind !== 'model') throw new FieldError('Cannot call only() after .values() or .valuesList()');
    if (names.includes(null as never)) throw new FieldError('Cannot pass null as an argument to only().');
    checkNames('only', names);
    return this.derive(keyOf('only', names), (query) => {
      for (const name of names) checkLoadable(query, name);
      takeOnly(query, names);
    });
  }

  defer(...names: readonly (string | null)[]): this {
    checkNotCombined(this.query, 'defer');
    if (this.kind !== 'model') throw new FieldError('Cannot call defer() after .values() or .valuesList()');
    if (names.length !== 1 || names[0] !== null) checkNames('defer', names);
    return this.derive(keyOf('defer', names), (query) => {
      if (names.length === 1 && names[0] === null) {
        query.deferred = { names: new Set(), defer: true };
        return;
      }
      leaveOut(query, names as readonly string[]);
    });
  }

  annotate(...given: readonly unknown[]): this {
    checkNotCombined(this.query, 'annotate');
    return this.annotatedWith(given, true);
  }

  alias(...given: readonly unknown[]): this {
    checkNotCombined(this.query, 'alias');
    return this.annotatedWith(given, false);
  }

  protected annotatedWith(given: readonly unknown[], select: boolean): this {
    const annotations = namedExpressions(given);
    const key = keyOf(select ? 'annotate' : 'alias', [...annotations].flat());
    return this.derive(key, (query) => {
      checkAnnotationNames(query, annotations.keys());
      addAnnotations(query, annotations, { select, isValues: this.kind !== 'model' });
    });
  }

  /** Pieces of SQL of one's own, where no expression will do. */
  extra(options: ExtraOptions): this {
    checkNotCombined(this.query, 'extra');
    if (this.query.isSliced) throw new FieldError('Cannot change a query once a slice has been taken.');
    const { select, where, tables, orderBy } = extraParts(options);
    let target: this = this;
    if (tables.length > 0) {
      target = target.derive(keyOf('extraTables', tables), (query) => {
        query.extraTables = [...new Set([...query.extraTables, ...tables])];
      });
    }
    if (Object.keys(select).length > 0) target = target.annotatedWith([select], true);
    if (where.length > 0) target = target.filter(...where);
    return orderBy.length > 0 ? target.orderBy(...orderBy) : target;
  }

  selectRelated(...names: readonly (string | null)[]): this {
    checkNotCombined(this.query, 'selectRelated');
    if (this.kind !== 'model')
      throw new FieldError('Cannot call selectRelated() after .values() or .valuesList()');
    if (names.length !== 1 || names[0] !== null) checkNames('selectRelated', names);
    return this.derive(keyOf('selectRelated', names), (query) => {
      if (names.length === 1 && names[0] === null) query.selectRelated = false;
      else if (names.length === 0) query.selectRelated = true;
      else query.selectRelated = relatedTree(query.selectRelated, names as readonly string[]);
    });
  }

  prefetchRelated(...lookups: readonly (string | object | null)[]): this {
    checkNotCombined(this.query, 'prefetchRelated');
    if (lookups.length === 1 && lookups[0] === null) return this.withState({ prefetches: [] });
    const added = lookups.map((lookup) => toPrefetch(lookup));
    return this.withState({ prefetches: [...this.state.prefetches, ...added] });
  }
}
