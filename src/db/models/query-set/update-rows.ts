import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { choicesHint } from '../../../utils/choices-hint.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ExecuteResult } from '../../backends/base/session.ts';
import { bumpPrefix, initialAlias } from '../../sql/aliases.ts';
import { buildLookup } from '../../sql/build-filter.ts';
import { Col, columnOf, Ref } from '../../sql/col.ts';
import { columnsOf, isCompositeField } from '../../sql/composite.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { finish, type Statement } from '../../sql/finish.ts';
import { orderExpressions } from '../../sql/ordering.ts';
import { Query } from '../../sql/query.ts';
import { bindParams } from '../../sql/slot.ts';
import { WhereNode } from '../../sql/where-node.ts';
import { type Assignment, compileUpdate } from '../../sql/write-compilers.ts';
import { asValue } from '../expressions/value.ts';
import type { Field } from '../fields/field.ts';
import { ForeignObject } from '../fields/foreign-object.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import type { ModelClass } from '../model.ts';
import { RelatedRef } from '../related-ref.ts';
import { resolveForSave } from '../save-values.ts';
import { asQuery } from './askable.ts';
import { KeyTree } from './key-tree.ts';
import { keywordsOf } from './keywords.ts';
import type { Shape } from './shape.ts';

interface UpdatePlan {
  readonly connection: DatabaseWrapper;
  readonly statement: Statement | undefined;
}

/** Values of `update()` by field, those of one table. */
export type FieldValues = readonly (readonly [Field, unknown])[];

/** The fields that names stand for. @throws FieldError for what cannot be written */
export function fieldValues(model: ModelClass, values: Readonly<Record<string, unknown>>): FieldValues {
  const { _meta: meta } = model;
  return Object.entries(keywordsOf('update', values)).flatMap(([name, value]) => {
    const field = name === 'pk' ? meta.pk : meta.fieldsMap.get(name);
    if (field === undefined) {
      throw new FieldError(
        `${meta.objectName} has no field named '${name}'.`,
        choicesHint(
          name,
          meta.concreteFields.map((one) => one.name),
        ),
      );
    }
    if (field instanceof ForeignObject) return [...field.expandInitial(value)];
    // The database works it out.
    if ('attname' in field && field.generated) return [];
    if ('attname' in field && isCompositeField(field))
      throw new FieldError(
        'Composite primary key fields must be updated individually.',
        `Give each by its name: ${columnsOf(field)
          .map((one) => one.name)
          .join(', ')}.`,
      );
    if (!('attname' in field) || !field.concrete || field.manyToMany) {
      throw new FieldError(
        `Cannot update model field ${name} (only non-relations and foreign keys permitted).`,
      );
    }
    if (value === undefined) {
      throw new FieldError(`The value for '${name}' is undefined.`, 'To empty the field, give null.');
    }
    return [[field, asQuery(value) === undefined ? keyOfInstance(field, value) : asValue(value)] as const];
  });
}

function keyOfInstance(field: Field, value: unknown): unknown {
  if (value instanceof RelatedRef) return value.id;
  if (!isInstance(value)) return value;
  if (!('targetField' in field)) {
    throw new FieldError(
      `Tried to update field ${field} with a model instance, ${String(value)}.`,
      'Give a value of the field.',
    );
  }
  if (isKeySet(value.pk))
    return (value as unknown as Record<string, unknown>)[(field.targetField as Field).attname] ?? null;
  throw new FieldError(
    `Unsaved model instance ${String(value)} cannot be used in an ORM query.`,
    'Save it first.',
  );
}

/**
 * The same update as one before it, with other values: found by the names alone.
 * @returns undefined when there was none, or a value has to be looked at first
 */
export function updateAgain(
  shape: Shape,
  values: readonly unknown[],
  given: Readonly<Record<string, unknown>>,
  connection: DatabaseWrapper,
): Awaitable<number> | undefined {
  if (shape.updates === undefined) return undefined;
  let node = shape.updates.root;
  const all = values.slice();
  for (const name of Object.keys(given)) {
    const value = given[name];
    if (value === undefined || (typeof value === 'object' && value !== null)) return undefined;
    node = node.step(name);
    all.push(value);
  }
  const plan = node.end as UpdatePlan | undefined;
  return plan?.connection === connection ? run(plan, all) : undefined;
}

function run({ statement, connection }: UpdatePlan, values: readonly unknown[]): Awaitable<number> {
  if (statement === undefined) return 0;
  const params = bindParams(statement.params, values, connection.features.hasNativeBooleanField);
  return whenReady(connection.execute(statement.sql, params), rowCountOf);
}

const rowCountOf = ({ rowCount }: ExecuteResult): number => rowCount;

/** `UPDATE` of the rows of a shape, on its model's own table. @returns how many rows */
export function updateShape(
  shape: Shape,
  values: readonly unknown[],
  fields: FieldValues,
  connection: DatabaseWrapper,
  names: readonly string[] = fields.map(([field]) => field.name),
): Awaitable<number> {
  const plan = makePlan(shape.query, values.length, fields, connection);
  const isPlain = fields.length === names.length && fields.every(([, value]) => !isExpression(value));
  if (shape.kept && isPlain) {
    shape.updates ??= new KeyTree();
    let node = shape.updates.root;
    for (const name of names) node = node.step(name);
    node.end = plan;
  }
  return run(plan, [...values, ...fields.map(([, value]) => value)]);
}

function makePlan(
  source: Query,
  offset: number,
  fields: FieldValues,
  connection: DatabaseWrapper,
): UpdatePlan {
  const query = source.clone();
  initialAlias(query);
  const order = connection.features.supportsOrderedUpdate ? ownOrder(source) : [];
  const assignments: Assignment[] = fields.map(([field, value], index) => {
    if (!isExpression(value)) return { field, value: offset + index };
    const resolved = resolveForSave(value, query);
    return { field, value: resolved.replaced((part) => (part instanceof Ref ? part.source : undefined)) };
  });
  try {
    return {
      connection,
      statement: finish(compileUpdate(ownTable(query), assignments, connection, order), connection),
    };
  } catch (error) {
    if (!(error instanceof EmptyResultSet)) throw error;
    return { connection, statement: undefined };
  }
}

/** The order that was asked for; none when it needs another table. */
function ownOrder(source: Query): readonly Expression[] {
  if (source.orderBy.length === 0) return [];
  const query = source.clone();
  const alias = initialAlias(query);
  const order = orderExpressions(query);
  const isOwn = order.every((item) =>
    item.flatten().every((part) => !(part instanceof Col) || part.alias === alias),
  );
  return isOwn ? order : [];
}

/** A query over several tables becomes one over its own, whose rows are those that it finds. */
export function ownTable(query: Query): Query {
  const active = [...query.refCounts.values()].filter((count) => count > 0).length;
  const [first] = query.aliases.keys();
  const simple =
    active <= 1 &&
    (query.refCounts.get(first!) ?? 0) > 0 &&
    !query.distinct &&
    !query.isSliced &&
    query.extraTables.length === 0 &&
    query.groupBy === undefined;
  if (simple) {
    query.clearOrdering(true);
    return query;
  }
  return byKeys(query, query.model);
}

/** The rows of a model, the query's own or a parent, whose keys a query finds. */
export function byKeys(query: Query, model: ModelClass): Query {
  const inner = query.clone();
  inner.clearOrdering();
  inner.selectRelated = false;
  inner.deferred = { names: new Set(), defer: true };
  inner.defaultColumns = false;
  inner.annotationMask = new Set();
  inner.isSubquery = true;
  inner.select = [columnOf(query.model._meta.pk, initialAlias(inner))];
  inner.selected = undefined;
  inner.valuesSelect = [];
  const outer = new Query(model);
  const alias = initialAlias(outer);
  bumpPrefix(inner, outer);
  outer.where = new WhereNode([buildLookup(['in'], new Col(alias, model._meta.pk), inner)]);
  return outer;
}
