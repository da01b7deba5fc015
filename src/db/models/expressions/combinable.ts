import { Expression, isExpression } from '../../sql/expression.ts';
import { optionsOf } from '../../sql/options-of.ts';
import { OrderBy, type OrderOptions } from '../../sql/order-by.ts';
import type { OutputMark, Typed } from '../types/expression.ts';
import { combine } from './combine.ts';

/** What stands beside an operator: a number, a text, a date, or another expression. */
export type Operand = unknown;

/**
 * Expressions with methods where Python has operators: `F('price').mul(2).add(F('tax'))`.
 * `V` is the type of the value.
 */
export abstract class Combinable<V = unknown> extends Expression implements Typed<V> {
  declare readonly [outputType]?: V;

  add(other: Operand): Combinable<V> {
    return combine(this, '+', other) as Combinable<V>;
  }

  sub(other: Operand): Combinable<V> {
    return combine(this, '-', other) as Combinable<V>;
  }

  mul(other: Operand): Combinable<V> {
    return combine(this, '*', other) as Combinable<V>;
  }

  div(other: Operand): Combinable<V> {
    return combine(this, '/', other) as Combinable<V>;
  }

  mod(other: Operand): Combinable<V> {
    return combine(this, '%', other) as Combinable<V>;
  }

  pow(other: Operand): Combinable<V> {
    return combine(this, '^', other) as Combinable<V>;
  }

  bitand(other: Operand): Combinable<V> {
    return combine(this, '&', other) as Combinable<V>;
  }

  bitor(other: Operand): Combinable<V> {
    return combine(this, '|', other) as Combinable<V>;
  }

  bitxor(other: Operand): Combinable<V> {
    return combine(this, '#', other) as Combinable<V>;
  }

  bitleftshift(other: Operand): Combinable<V> {
    return combine(this, '<<', other) as Combinable<V>;
  }

  bitrightshift(other: Operand): Combinable<V> {
    return combine(this, '>>', other) as Combinable<V>;
  }

  /** Sort by this, smallest first. */
  asc(options: Omit<OrderOptions, 'descending'> = {}): OrderBy {
    return new OrderBy(this, { ...optionsOf({ name: 'asc' }, options), descending: false });
  }

  /** Sort by this, greatest first. */
  desc(options: Omit<OrderOptions, 'descending'> = {}): OrderBy {
    return new OrderBy(this, { ...optionsOf({ name: 'desc' }, options), descending: true });
  }
}

declare const outputType: OutputMark;

export { isExpression };
