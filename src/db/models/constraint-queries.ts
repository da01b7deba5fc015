import type { DatabaseWrapper } from '../backends/base/database-wrapper.ts';
import { connections } from '../connections.ts';
import { initialAlias } from '../sql/aliases.ts';
import { Col } from '../sql/col.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import { finish } from '../sql/finish.ts';
import { OrderBy } from '../sql/order-by.ts';
import { Query } from '../sql/query.ts';
import { SelectCompiler } from '../sql/select-compiler.ts';
import { bindParams } from '../sql/slot.ts';
import { DatabaseDefault } from './expressions/database-default.ts';
import { asField } from './expressions/f.ts';
import { Value } from './expressions/value.ts';
import type { Field } from './fields/field.ts';
import { isKeySet } from './key-is-set.ts';
import { Exact, IsNull } from './lookups/comparisons.ts';
import type { RuntimeManager } from './manager.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { UniqueParts } from './persistence.ts';
import { Q } from './q.ts';
import { readAttribute } from './related-queries.ts';

/** Thrown while a condition is read: it needs a field that is excluded. */
export class Excluded extends Error {}

/** An expression with the values of an instance in place of its columns. @throws Excluded */
export function withValues(
  expression: unknown,
  model: ModelClass,
  instance: AnyModel,
  exclude: ReadonlySet<string>,
): Expression {
  const query = new Query(model);
  initialAlias(query);
  const given = isExpression(expression) ? expression : (Q(expression) as unknown as Expression);
  const resolved = given.resolveExpression(query, { allowJoins: false });
  return resolved.replaced((part) => {
    if (!(part instanceof Col)) return undefined;
    if (exclude.has(part.target.name)) throw new Excluded();
    const value = readAttribute(instance, part.target);
    if (value instanceof DatabaseDefault) return value.resolveExpression(query);
    return new Value(value, { outputField: part.outputField });
  });
}

/** Whether a condition holds for the values of an instance, as the database sees it. */
export async function conditionHolds(
  model: ModelClass,
  condition: unknown,
  instance: AnyModel,
  exclude: ReadonlySet<string>,
  using: string,
): Promise<boolean | undefined> {
  const connection = connections.get(using);
  let resolved: Expression;
  try {
    resolved = withValues(condition, model, instance, exclude);
  } catch (error) {
    if (error instanceof Excluded) return undefined;
    throw error;
  }
  return conditionIsTrue(new Query(model), resolved, connection);
}

/** Whether a condition without columns is true; undefined when it is neither true nor false. */
export async function conditionIsTrue(
  query: Query,
  resolved: Expression,
  connection: DatabaseWrapper,
): Promise<boolean | undefined> {
  const compiler = new SelectCompiler(query, connection);
  const { sql, params } = compiler.compileCondition(resolved);
  const both = {
    sql: `SELECT CASE WHEN ${sql} THEN 1 WHEN NOT (${sql}) THEN 0 END`,
    params: [...params, ...params],
  };
  const statement = finish(both, connection);
  const bound = bindParams(statement.params, [], connection.features.hasNativeBooleanField);
  const [row] = await connection.query(statement.sql, bound);
  const answer = row?.[0];
  return answer === null || answer === undefined ? undefined : Number(answer) === 1;
}

/** Whether another row than this one has the values that a constraint wants unique. */
export async function uniqueTaken(
  model: ModelClass,
  constraint: UniqueParts,
  instance: AnyModel,
  exclude: ReadonlySet<string>,
  using: string,
): Promise<boolean> {
  if (constraint.condition !== undefined && constraint.condition !== null) {
    if (!(await conditionHolds(model, constraint.condition, instance, exclude, using))) return false;
  }
  const conditions = conditionsOf(model, constraint, instance, exclude);
  if (conditions === undefined) return false;
  return otherRowMeets(model, constraint.condition, conditions, instance, using);
}

/** Whether another row than this one meets conditions, and that of a constraint. */
export function otherRowMeets(
  model: ModelClass,
  condition: unknown,
  conditions: readonly unknown[],
  instance: AnyModel,
  using: string,
): Promise<boolean> {
  const manager = model._meta.baseManager as unknown as RuntimeManager;
  let rows = manager
    .getQueryset()
    .using(using)
    .filter(...conditions);
  if (condition !== undefined && condition !== null) rows = rows.filter(condition);
  const { pk } = instance;
  if (!instance._state.adding && isKeySet(pk)) rows = rows.exclude({ pk });
  return rows.exists();
}

/** What of an expression of an index counts when rows are compared: the order and the operator class don't. */
export function comparedPart(part: unknown): Expression {
  if (part instanceof OrderBy) return comparedPart(part.expression);
  const expression = asField(part);
  return 'comparedPart' in expression ? (expression.comparedPart as Expression) : expression;
}

/** @returns undefined when a value is null, or excluded, so that nothing can be taken */
function conditionsOf(
  model: ModelClass,
  { fields, expressions = [], nullsDistinct }: UniqueParts,
  instance: AnyModel,
  exclude: ReadonlySet<string>,
): readonly unknown[] | undefined {
  const conditions: unknown[] = [];
  for (const name of fields) {
    if (exclude.has(name)) return undefined;
    const value = readAttribute(instance, model._meta.getField(name) as Field);
    if (value === null || value === undefined) {
      if (nullsDistinct !== false) return undefined;
      conditions.push({ [`${name}__isnull`]: true });
    } else {
      conditions.push({ [name]: value });
    }
  }
  for (const part of expressions) {
    const expression = comparedPart(part);
    try {
      const value = withValues(expression, model, instance, exclude);
      if ('value' in value && value.value === null) {
        if (nullsDistinct !== false) return undefined;
        conditions.push(new IsNull(expression, true));
      } else {
        conditions.push(new Exact(expression, value));
      }
    } catch (error) {
      if (error instanceof Excluded) return undefined;
      throw error;
    }
  }
  return conditions;
}
