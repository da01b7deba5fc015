import { FieldError } from '../../core/errors/field-error.ts';
import { rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import { DatabaseError } from '../errors.ts';
import type { Field } from '../models/fields/field.ts';
import type { ModelClass } from '../models/model.ts';
import { initialAlias } from './aliases.ts';
import { Col, Ref } from './col.ts';
import { type Compiler, fragmentKey } from './compiler.ts';
import { Expression, isExpression } from './expression.ts';
import { LOOKUP_SEP } from './names.ts';
import { OrderBy } from './order-by.ts';
import { isComposite, partsOf } from './parts-of.ts';
import type { OrderItem, Query } from './query.ts';
import { RandomOrder } from './random-order.ts';
import type { SelectItem } from './select-list.ts';
import { setupJoins, trimJoins } from './setup-joins.ts';

/** One entry of ORDER BY. */
export interface OrderEntry {
  readonly order: OrderBy;
  readonly sql: SqlFragment;
  /** Whether it names something of the select list. */
  readonly isRef: boolean;
}

/** A place in the select list, counted from 1: what a union is sorted by. */
class PositionRef extends Expression {
  readonly position: number;

  constructor(position: number) {
    super();
    this.position = position;
  }

  override resolveExpression(): Expression {
    return this;
  }

  override getGroupByCols(): Expression[] {
    return [this];
  }

  override toSql(): SqlFragment {
    return rawSql(String(this.position));
  }
}

/** Whether the rows of a query are in the order of its model's meta because nothing else was said. */
export function usesMetaOrdering(query: Query): boolean {
  return query.defaultOrdering && query.orderBy.length === 0 && query.meta.ordering.length > 0;
}

/** `-name` is the name in the other direction. */
export function splitDirection(
  item: string,
  reversed: boolean,
): readonly [name: string, descending: boolean] {
  if (item.startsWith('-')) return [item.slice(1), !reversed];
  return [item.startsWith('+') ? item.slice(1) : item, reversed];
}

/** The ORDER BY of a query, with the joins that it needs; twice the same is written once. */
export function compileOrdering(
  compiler: Compiler,
  query: Query,
  select: readonly SelectItem[],
): OrderEntry[] {
  const entries: OrderEntry[] = [];
  const seen = new Set<string>();
  for (const item of orderItems(query)) {
    for (const { order, isRef } of expand(query, item)) {
      const resolved = order.resolveExpression(query, { allowJoins: true }) as OrderBy;
      const positioned =
        query.combinator === undefined || isRef
          ? unambiguous(resolved, select)
          : positionOf(compiler, resolved, item, select);
      const sql = compiler.compile(positioned);
      const key = fragmentKey({
        sql: sql.sql.replace(/ (ASC|DESC)( NULLS (FIRST|LAST))?$/, ''),
        params: sql.params,
      });
      if (seen.has(key)) continue;
      seen.add(key);
      entries.push({ order: positioned, sql, isRef });
    }
  }
  return entries;
}

/** An annotation that is called like a column which is selected beside it is meant by its place. */
function unambiguous(order: OrderBy, select: readonly SelectItem[]): OrderBy {
  const { expression } = order;
  if (!(expression instanceof Ref)) return order;
  const { name } = expression;
  if (!select.some(({ expression: one, alias }) => alias === undefined && isColumn(one, name))) return order;
  const index = select.findIndex(({ alias }) => alias === name);
  return index < 0 ? order : order.withSources([new PositionRef(index + 1)]);
}

function isColumn(expression: Expression, name: string): boolean {
  return expression instanceof Col && expression.target.column === name;
}

function orderItems(query: Query): readonly OrderItem[] {
  return usesMetaOrdering(query) ? (query.meta.ordering as readonly OrderItem[]) : query.orderBy;
}

/** The order of a query's rows as expressions that stand for themselves, whatever is selected. */
export function orderExpressions(query: Query): Expression[] {
  return orderItems(query)
    .flatMap((item) => expand(query, item))
    .map(({ order }) => {
      const resolved = order.resolveExpression(query, { allowJoins: true }) as OrderBy;
      const { expression } = resolved;
      return expression instanceof Ref ? resolved.withSources([expression.source]) : resolved;
    });
}

interface Expanded {
  readonly order: OrderBy;
  readonly isRef: boolean;
}

function expand(query: Query, item: OrderItem): Expanded[] {
  if (isExpression(item)) {
    const order = item instanceof OrderBy ? item : new OrderBy(item);
    const directed = query.standardOrdering ? order : order.reversed();
    return [{ order: directed, isRef: false }];
  }
  if (item === '?') return [{ order: new OrderBy(new RandomOrder()), isRef: false }];
  const [name, descending] = splitDirection(item, !query.standardOrdering);
  const selected = query.annotationSelect.get(name);
  if (selected !== undefined && !isComposite(selected)) {
    return [{ order: new OrderBy(new Ref(name, selected), { descending }), isRef: true }];
  }
  const place = query.combinator === undefined ? query.selected?.get(name) : undefined;
  if (typeof place === 'number' && !isComposite(query.select[place]!))
    return byExpression(query.select[place]!, descending);
  const annotation = query.annotations.get(name);
  if (annotation !== undefined) return byExpression(annotation, descending);
  return byName(query, item, {
    model: query.model,
    start: undefined,
    reversed: !query.standardOrdering,
    passed: [],
    prefix: '',
  });
}

/** Where the names of an ordering begin. */
interface OrderStart {
  readonly model: ModelClass;
  readonly start: string | undefined;
  readonly reversed: boolean;
  /** Joins that lead here, so that a circle is noticed. */
  readonly passed: readonly string[];
  /** Lookup that leads here from the query's own model. */
  readonly prefix: string;
}

/** A name through relations; one that ends at a relation stands for the order of the model there. */
function byName(query: Query, item: string, from: OrderStart): Expanded[] {
  const { model, start, reversed, passed, prefix } = from;
  const [name, descending] = splitDirection(item, reversed);
  const pieces = name.split(LOOKUP_SEP);
  const info = setupJoins(query, pieces, model, start ?? initialAlias(query));
  const field = info.finalField;
  const { ordering } = info.model._meta;
  const byKey =
    name === 'pk' ||
    pieces[pieces.length - 1] === 'pk' ||
    pieces[pieces.length - 1] === (field as Field).attname;
  if (field.isRelation && ordering.length > 0 && !byKey) {
    const key = info.path.map((step) => step.join.key).join(' ');
    if (passed.includes(key)) {
      throw new FieldError(
        'Infinite loop caused by ordering.',
        `The meta.ordering of ${info.model._meta.label} leads back to itself.`,
      );
    }
    const alias = info.joins[info.joins.length - 1]!;
    return (ordering as readonly OrderItem[]).flatMap((next): Expanded[] =>
      isExpression(next)
        ? [{ order: prefixed(next, `${prefix}${name}`, descending), isRef: false }]
        : byName(query, next, {
            model: info.model,
            start: alias,
            reversed: descending,
            passed: [...passed, key],
            prefix: `${prefix}${name}${LOOKUP_SEP}`,
          }),
    );
  }
  const { targets, alias } = trimJoins(query, info);
  return targets.flatMap((target) => byExpression(info.transform(target, alias), descending));
}

function byExpression(expression: Expression, descending: boolean): Expanded[] {
  return partsOf(expression).map((part) => ({ order: new OrderBy(part, { descending }), isRef: false }));
}

/** An expression of another model's ordering, its names read from here. One that says its direction keeps it, as in Django. */
function prefixed(item: Expression, name: string, descending: boolean): OrderBy {
  const order = item instanceof OrderBy ? item : new OrderBy(item, { descending });
  return withPrefix(order, `${name}${LOOKUP_SEP}`) as OrderBy;
}

function withPrefix(expression: Expression, prefix: string): Expression {
  return 'withPrefix' in expression
    ? (expression as Expression & { withPrefix(prefix: string): Expression }).withPrefix(prefix)
    : expression.mapSources((source) => withPrefix(source, prefix));
}

/**
 * The result of a union can be sorted by its columns alone: another one is added to each of its parts.
 * @throws DatabaseError when a part says itself what it selects
 */
function positionOf(
  compiler: Compiler,
  order: OrderBy,
  item: OrderItem,
  select: readonly SelectItem[],
): OrderBy {
  const wanted = fragmentKey(compiler.compile(order.expression));
  const name = typeof item === 'string' ? splitDirection(item, false)[0] : undefined;
  const index = select.findIndex(
    (one) => (name !== undefined && one.alias === name) || fragmentKey(one.sql) === wanted,
  );
  if (index >= 0) return order.withSources([new PositionRef(index + 1)]);
  const { query } = compiler;
  const alias = `__orderbycol${select.length + query.annotations.size + 1}`;
  query.combinedQueries = query.combinedQueries.map((part) => {
    if (part.hasSelectFields) {
      throw new DatabaseError(
        'ORDER BY term does not match any column in the result set.',
        'Select it in every part.',
      );
    }
    return withColumn(part, alias, order.expression);
  });
  selectColumn(query, alias, order.expression);
  return order.withSources([new Ref(alias, order.expression)]);
}

/** A part of a union with one more column: the same of its own first table. */
function withColumn(part: Query, alias: string, expression: Expression): Query {
  const copy = part.clone();
  const own = initialAlias(copy);
  const moved = expression.replaced((source) =>
    source instanceof Col ? new Col(own, source.target, source.outputField) : undefined,
  );
  selectColumn(copy, alias, moved);
  return copy;
}

function selectColumn(query: Query, alias: string, expression: Expression): void {
  query.annotations.set(alias, expression);
  if (query.annotationMask !== undefined) query.annotationMask = new Set([...query.annotationMask, alias]);
}
