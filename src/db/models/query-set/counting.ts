import { FieldError } from '../../../core/errors/field-error.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { checkNotCombined } from '../../sql/annotations.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { forExists } from '../../sql/select-compiler.ts';
import { bindParams } from '../../sql/slot.ts';
import { Count, Star } from '../aggregates/general.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import { aggregatePlan } from './aggregate-plan.ts';
import { defaultAlias } from './annotation-names.ts';
import { existsPlan } from './exists-plan.ts';
import { keywordsOf } from './keywords.ts';
import { promised } from './promised.ts';
import { checkLocks } from './row-plan.ts';
import { SingleRowQuerySet } from './single-rows.ts';

/** The methods that ask about the rows without giving them. */
export abstract class CountingQuerySet extends SingleRowQuerySet {
  count(): Promise<number> {
    return promised(() => {
      if (this.result !== undefined) return this.result.length;
      return whenReady(
        this.aggregatedRow(new Map([['__count', COUNT_ALL]]), 'count'),
        (row) => row['__count'] as number,
      );
    });
  }

  aggregate(...given: readonly unknown[]): Promise<unknown> {
    return promised(() => {
      if (this.query.distinctFields.length > 0)
        throw new FieldError('aggregate() + distinct(fields) not implemented.');
      const wanted = new Map<string, Expression>();
      for (const item of given) {
        if (isExpression(item)) wanted.set(defaultAlias(item), item);
        else
          for (const [name, value] of Object.entries(keywordsOf('aggregate', item)))
            wanted.set(name, value as Expression);
      }
      for (const [name, value] of wanted) {
        if (!isExpression(value))
          throw new FieldError(`QuerySet.aggregate() received a non-expression: '${name}'.`);
      }
      return wanted.size === 0 ? {} : this.aggregatedRow(wanted, undefined);
    });
  }

  protected aggregatedRow(
    wanted: ReadonlyMap<string, Expression>,
    key: string | undefined,
  ): Awaitable<Record<string, unknown>> {
    const { connection } = this;
    const plan = aggregatePlan(this.state.shape, wanted, key, connection);
    if (plan.statement === undefined) return plan.empty();
    const params = bindParams(
      plan.statement.params,
      this.state.values,
      connection.features.hasNativeBooleanField,
    );
    return whenReady(connection.query(plan.statement.sql, params, true), (rows) => plan.read(rows[0]!));
  }

  exists(): Promise<boolean> {
    return promised(() => {
      if (this.result !== undefined) return this.result.length > 0;
      const { connection } = this;
      if (this.query.lock !== undefined) checkLocks(this.query, connection);
      const plan = existsPlan(this.state.shape, connection, forExists);
      if (plan === undefined) return false;
      const params = bindParams(plan.params, this.state.values, connection.features.hasNativeBooleanField);
      return whenReady(connection.query(plan.sql, params), (rows) => rows.length > 0);
    });
  }

  contains(instance: unknown): Promise<boolean> {
    return promised(() => {
      checkNotCombined(this.query, 'contains');
      if (this.kind !== 'model')
        throw new FieldError('Cannot call QuerySet.contains() after .values() or .valuesList().');
      if (!isInstance(instance)) throw new FieldError("'instance' must be a model instance.");
      if (instance._meta.concreteModel !== this.query.meta.concreteModel) return false;
      if (!isKeySet(instance.pk))
        throw new FieldError('QuerySet.contains() cannot be used on unsaved objects.');
      if (this.result !== undefined)
        return this.result.some((row) => isInstance(row) && row.equals(instance));
      return this.filter({ pk: instance.pk }).exists();
    });
  }
}

const COUNT_ALL: Expression = new Count(new Star());
