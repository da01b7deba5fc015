import { FieldError } from '../../../core/errors/field-error.ts';
import { addAnnotations, checkAnnotationNames, checkNotCombined } from '../../sql/annotations.ts';
import { addConditions, solveLookup } from '../../sql/build-filter.ts';
import { combineQueries } from '../../sql/combine-queries.ts';
import { ConditionTree } from '../../sql/conditions.ts';
import { type Expression, isExpression, lookups } from '../../sql/expression.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';
import { namesToPath } from '../../sql/names-to-path.ts';
import { splitDirection } from '../../sql/ordering.ts';
import type { Combinator, OrderItem, Query, RelatedTree } from '../../sql/query.ts';
import { Slot } from '../../sql/slot.ts';
import { AND, type Connector, OR, XOR } from '../../sql/where-node.ts';
import { literalKey } from '../expressions/shape-key.ts';
import { toPrefetch } from '../prefetch-lookup.ts';
import type { FetchMode, SelectForUpdateOptions } from '../types/query-set.ts';
import { asQuery } from './askable.ts';
import { QuerySetBase } from './base.ts';
import { conditionKey, slotted } from './condition-keys.ts';

/** The methods that give another QuerySet. Each leaves its own as it is. */
export abstract class RefiningQuerySet extends QuerySetBase {
  all(): this {
    return this.withState({});
  }

  none(): this {
    return this.derive('none', (query) => query.setEmpty());
  }

  filter(...conditions: readonly unknown[]): this {
    return this.#where(false, 'filter', conditions);
  }

  exclude(...conditions: readonly unknown[]): this {
    return this.#where(true, 'exclude', conditions);
  }

  #where(negated: boolean, method: string, conditions: readonly unknown[]): this {
    const given = conditions.includes(undefined) ? conditions.filter((one) => one !== undefined) : conditions;
    checkNotCombined(this.query, method);
    if (this.query.isSliced && given.length > 0) {
      throw new FieldError('Cannot filter a query once a slice has been taken.', 'Filter first, then slice.');
    }
    const values = [...this.state.values];
    const key = conditionKey(given, values);
    return this.derive(
      key === undefined ? undefined : `${method}:${key}`,
      (query, fresh) => {
        const tree = slotted(given, fresh);
        addConditions(query, negated ? new ConditionTree([tree], AND, true) : tree);
      },
      values,
    );
  }

  /** Conditions of a relation, whose joins over many rows the next `filter()` shares. */
  stickyFilter(conditions: object): this {
    const values = [...this.state.values];
    const key = conditionKey([conditions], values);
    return this.derive(
      key === undefined ? undefined : `sticky:${key}`,
      (query, fresh) => {
        query.filterIsSticky = true;
        addConditions(query, slotted([conditions], fresh));
      },
      values,
    );
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
    const before = { limit: this.#number(query.limit), offset: this.#number(query.offset) ?? 0 };
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

  #number(value: number | Slot | undefined): number | undefined {
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
    return this.derive(keyOf('only', names), (query) => {
      for (const name of names) checkDeferrable(query, name, 'only');
      takeOnly(query, names);
    });
  }

  defer(...names: readonly (string | null)[]): this {
    checkNotCombined(this.query, 'defer');
    if (this.kind !== 'model') throw new FieldError('Cannot call defer() after .values() or .valuesList()');
    return this.derive(keyOf('defer', names), (query) => {
      if (names.length === 1 && names[0] === null) {
        query.deferred = { names: new Set(), defer: true };
        return;
      }
      for (const name of names) checkDeferrable(query, name!, 'defer');
      leaveOut(query, names as readonly string[]);
    });
  }

  annotate(...given: readonly unknown[]): this {
    checkNotCombined(this.query, 'annotate');
    return this.#annotate(given, true);
  }

  alias(...given: readonly unknown[]): this {
    checkNotCombined(this.query, 'alias');
    return this.#annotate(given, false);
  }

  #annotate(given: readonly unknown[], select: boolean): this {
    const annotations = named(given);
    const key = keyOf(select ? 'annotate' : 'alias', [...annotations].flat());
    return this.derive(key, (query) => {
      checkAnnotationNames(
        query,
        annotations.keys(),
        query.selected === undefined ? new Set() : hiddenFields(query),
      );
      addAnnotations(query, annotations, { select, isValues: this.kind !== 'model' });
    });
  }

  selectRelated(...names: readonly (string | null)[]): this {
    checkNotCombined(this.query, 'selectRelated');
    if (this.kind !== 'model')
      throw new FieldError('Cannot call selectRelated() after .values() or .valuesList()');
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

  union(...others: readonly unknown[]): this {
    const last = others[others.length - 1];
    const options =
      last !== undefined && asQuery(last) === undefined ? (last as { all?: boolean }) : undefined;
    const sets = options === undefined ? others : others.slice(0, -1);
    return this.#combined('union', sets, options?.all ?? false);
  }

  intersection(...others: readonly unknown[]): this {
    return this.#combined('intersection', others, false);
  }

  difference(...others: readonly unknown[]): this {
    return this.#combined('difference', others, false);
  }

  #combined(combinator: Combinator, others: readonly unknown[], all: boolean): this {
    const askables = others.map((other) => {
      const askable = asQuery(other);
      if (askable === undefined) throw new FieldError(`${combinator}() takes QuerySets.`);
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
    return this.#merged(other, AND);
  }

  /** Rows that either finds. */
  or(other: unknown): this {
    return this.#merged(other, OR);
  }

  /** Rows that one finds and the other doesn't. */
  xor(other: unknown): this {
    return this.#merged(other, XOR);
  }

  #merged(other: unknown, connector: Connector): this {
    const askable = asQuery(other);
    if (askable === undefined) throw new FieldError('A QuerySet can be combined with QuerySets only.');
    checkNotCombined(this.query, connector.toLowerCase());
    checkNotCombined(askable.query, connector.toLowerCase());
    if (this.query.isEmpty) return connector === AND ? this : (other as this);
    if (askable.query.isEmpty) return connector === AND ? (other as this) : this;
    if (connector !== AND && askable.query.isSliced) return this.#merged((other as this).byKeys(), connector);
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

function keyOf(method: string, parts: readonly unknown[]): string | undefined {
  let key = method;
  for (const part of parts) {
    const own = isExpression(part) ? part.shapeKey() : literalKey(part);
    if (own === undefined) return undefined;
    key += `:${own}`;
  }
  return key;
}

function position(value: number): number {
  if (Number.isSafeInteger(value) && value >= 0) return value;
  throw new FieldError(
    value < 0 ? 'Negative indexing is not supported.' : `${String(value)} is no place in a list of rows.`,
    value < 0 ? 'Use reverse(), or last().' : 'Slice by whole numbers.',
  );
}

/** @throws FieldError for a name that rows cannot be ordered by; whatever it holds, it never becomes SQL */
function checkOrderItem(query: Query, item: unknown): void {
  if (isExpression(item)) {
    if (item.containsAggregate)
      throw new FieldError(
        'Using an aggregate in orderBy() without also including it in annotate() is not allowed.',
      );
    return;
  }
  if (typeof item !== 'string')
    throw new FieldError(`orderBy() takes names and expressions, not ${String(item)}.`);
  if (item === '?') return;
  const [name] = splitDirection(item, false);
  if (query.annotations.has(name)) return;
  const { rest, finalField } = namesToPath(query, name.split(LOOKUP_SEP), query.model, {});
  if (rest.length > 0) {
    const { annotation } = solveLookup(query, name);
    if (annotation === undefined && finalField.isRelation)
      namesToPath(query, name.split(LOOKUP_SEP), query.model, { failOnMissing: true });
    const [first] = rest;
    const head = name.split(LOOKUP_SEP)[0]!;
    if (first !== undefined && !hasTransform(query, name) && !query.filteredRelations.has(head)) {
      namesToPath(query, name.split(LOOKUP_SEP), query.model, { failOnMissing: true });
    }
  }
}

function hasTransform(query: Query, name: string): boolean {
  const { rest, finalField } = namesToPath(query, name.split(LOOKUP_SEP), query.model, {});
  return (
    'attname' in finalField && rest.every((part) => lookups.findTransform(finalField, part) !== undefined)
  );
}

function named(given: readonly unknown[]): Map<string, Expression> {
  const annotations = new Map<string, Expression>();
  for (const item of given) {
    if (isExpression(item)) {
      annotations.set(defaultAlias(item), item);
      continue;
    }
    for (const [name, value] of Object.entries(item as object)) {
      if (!isExpression(value)) {
        throw new FieldError(
          `The annotation '${name}' is not an expression.`,
          'For a value, write Value(...).',
        );
      }
      annotations.set(name, value);
    }
  }
  return annotations;
}

/** `comments__count` for an aggregate that was given no name. */
export function defaultAlias(expression: Expression): string {
  const [source] = expression.sources;
  const name =
    source !== undefined && 'name' in source && typeof source.name === 'string' ? source.name : undefined;
  if (name !== undefined && expression.containsAggregate)
    return `${name}${LOOKUP_SEP}${expression.constructor.name.replace('Aggregate', '').toLowerCase()}`;
  throw new FieldError('Complex expressions require an alias.', 'Give it a name: annotate({ total: ... }).');
}

/** Fields that a values query doesn't select: their names are free. */
function hiddenFields(query: Query): Set<string> {
  const shown = new Set(query.selected?.keys() ?? []);
  return new Set(
    [...query.meta.fieldsMap.keys()].filter(
      (name) => !shown.has(name) && query.selected !== undefined && false,
    ),
  );
}

function checkDeferrable(query: Query, name: string, method: string): void {
  const head = name.split(LOOKUP_SEP)[0]!;
  if (query.filteredRelations.has(head)) {
    throw new FieldError(`${method}() is not supported with FilteredRelation.`);
  }
}

function takeOnly(query: Query, names: readonly string[]): void {
  const pk = query.meta.pk.name;
  const wanted = new Set(names.map((name) => (name === 'pk' ? pk : name)));
  const { names: before, defer } = query.deferred;
  query.deferred = defer
    ? { names: new Set([...wanted].filter((name) => !before.has(name))), defer: false }
    : { names: wanted, defer: false };
}

function leaveOut(query: Query, names: readonly string[]): void {
  const { names: before, defer } = query.deferred;
  if (defer) {
    query.deferred = { names: new Set([...before, ...names]), defer: true };
    return;
  }
  const left = new Set([...before].filter((name) => !names.includes(name)));
  query.deferred =
    left.size > 0
      ? { names: left, defer: false }
      : { names: new Set(names.filter((name) => !before.has(name))), defer: true };
}

function relatedTree(before: RelatedTree | boolean, names: readonly string[]): RelatedTree {
  const tree: RelatedTree =
    typeof before === 'object' ? copyTree(before) : (Object.create(null) as RelatedTree);
  for (const name of names) {
    let part = tree;
    for (const piece of name.split(LOOKUP_SEP)) part = part[piece] ??= Object.create(null) as RelatedTree;
  }
  return tree;
}

function copyTree(tree: RelatedTree): RelatedTree {
  const copy = Object.create(null) as RelatedTree;
  for (const [name, part] of Object.entries(tree)) copy[name] = copyTree(part);
  return copy;
}
