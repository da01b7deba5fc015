import { FieldError } from '../../../core/errors/field-error.ts';
import { type Expression, isExpression } from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { publicName } from '../../sql/options-of.ts';
import { setValues } from '../../sql/values.ts';
import { F } from '../expressions/f.ts';
import { DateTimeField } from '../fields/date-time-field.ts';
import { Trunc, TruncDate, type ZoneOptions } from '../functions/dates.ts';
import { CombiningQuerySet } from './combining.ts';
import type { RowKind } from './shape.ts';

/** The methods whose rows are values, not instances. */
export abstract class ValuesQuerySet extends CombiningQuerySet {
  values(...names: readonly (string | object)[]): this {
    return this.asValues('values', names);
  }

  valuesList(...args: readonly unknown[]): this {
    const last = args[args.length - 1];
    const options =
      typeof last === 'object' && last !== null && !isExpression(last)
        ? (last as { flat?: boolean; named?: boolean })
        : undefined;
    const names = (options === undefined ? args : args.slice(0, -1)) as readonly (string | object)[];
    if (options?.flat && options.named) {
      throw new FieldError("'flat' and 'named' can't be used together.", 'A single value has no name.');
    }
    if (options?.flat && names.length > 1) {
      throw new FieldError("'flat' is not valid when valuesList is called with more than one field.");
    }
    const kept = options?.named ? [...new Set(names)] : names;
    return this.asValues(options?.flat ? 'flat' : options?.named ? 'named' : 'tuples', kept);
  }

  protected asValues(kind: Exclude<RowKind, 'model'>, names: readonly (string | object)[]): this {
    let target: this = this;
    const selected: string[] = [];
    const taken = names.filter((name) => typeof name === 'string');
    for (const name of names) {
      if (typeof name !== 'object' || name === null)
        checkNames(kind === 'values' ? 'values' : 'valuesList', [name]);
      if (typeof name === 'string') {
        if ((kind === 'tuples' || kind === 'named') && selected.includes(name)) {
          const alias = freeName(name, taken);
          target = target.annotate({ [alias]: F(name) });
          selected.push(alias);
          taken.push(alias);
        } else selected.push(name);
        continue;
      }
      const expressions: Record<string, unknown> = isExpression(name)
        ? { [aliasOf(name, taken)]: name }
        : { ...name };
      target = target.annotate(expressions);
      selected.push(...Object.keys(expressions));
      taken.push(...Object.keys(expressions));
    }
    return target.derive(
      `${kind}:${selected.join('\u0000')}`,
      (query) => setValues(query, selected),
      target.state.values,
      kind,
    );
  }

  dates(name: string, kind: string, options: { order?: 'ASC' | 'DESC' } = {}): this {
    const { order = 'ASC' } = options;
    checkKind(kind, ['year', 'month', 'week', 'day'], order);
    return this.momentsOf(
      name,
      kind === 'day' ? TruncDate(name) : Trunc(name, kind, { outputField: new TruncDate(name).outputField }),
      order,
    );
  }

  datetimes(name: string, kind: string, options: { order?: 'ASC' | 'DESC' } & ZoneOptions = {}): this {
    const { order = 'ASC', ...zone } = options;
    checkKind(kind, ['year', 'month', 'week', 'day', 'hour', 'minute', 'second'], order);
    return this.momentsOf(name, Trunc(name, kind, { ...zone, outputField: new DateTimeField() }), order);
  }

  protected momentsOf(name: string, expression: Expression, order: string): this {
    const target = this.annotate({ datefield: expression, plain_field: F(name) }) as this;
    return (target.asValues('flat', ['datefield']).distinct() as this)
      .filter({ plain_field__isnull: false })
      .orderBy(order === 'DESC' ? '-datefield' : 'datefield');
  }
}

function aliasOf(expression: Expression, taken: readonly string[]): string {
  return freeName(publicName(expression.constructor).toLowerCase(), taken);
}

function freeName(base: string, taken: readonly string[]): string {
  let number = 1;
  while (taken.includes(`${base}${number}`)) number++;
  return `${base}${number}`;
}

function checkKind(kind: string, kinds: readonly string[], order: string): void {
  if (!kinds.includes(kind)) throw new FieldError(`'kind' must be one of ${kinds.join(', ')}.`);
  if (order !== 'ASC' && order !== 'DESC') throw new FieldError("'order' must be either 'ASC' or 'DESC'.");
}
