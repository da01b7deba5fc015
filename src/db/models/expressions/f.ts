import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Expression, ResolveOptions } from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { ResolvedOuterRef } from '../../sql/outer-ref.ts';
import type { Query } from '../../sql/query.ts';
import { resolveRef } from '../../sql/resolve-ref.ts';
import type { FieldAt } from '../types/expression.ts';
import { callable } from './callable.ts';
import { Combinable, isExpression } from './combinable.ts';
import { sliceText } from './slice-text.ts';

/** The value of a field, of this row or of one that relations lead to: `F('stock')`, `F('author__name')`. */
class FieldReference<Path extends string = string> extends Combinable<FieldAt<Path>> {
  readonly name: Path;

  constructor(name: Path) {
    super();
    checkNames('F', [name]);
    this.name = name;
  }

  override resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    return resolveRef(query, this.name, options);
  }

  override get outputFieldOrNone(): undefined {
    return undefined;
  }

  /** A part of the text or the list, as `slice()` of one: `F('title').slice(0, 3)`. Places are counted from the front. */
  slice(start: number, stop?: number): Expression {
    return sliceText(this, start, stop);
  }

  /** The same name, read from the query around. */
  toOuterRef(): Expression {
    return new OuterReference(this.name);
  }

  /** The same name, read from a model that this many relations away. */
  withPrefix(prefix: string): Expression {
    return new FieldReference(`${prefix}${this.name}`);
  }

  override shapeKey(): string {
    return `F(${JSON.stringify(this.name)})`;
  }

  override toSql(): SqlFragment {
    throw new FieldError(`F('${this.name}') is used outside of a query.`);
  }
}

/** A field of the query around a Subquery: `OuterRef('pk')`. Nested once more for each query further out. */
class OuterReference extends Combinable<unknown> {
  readonly name: string | OuterReference;

  constructor(name: string | OuterReference) {
    super();
    if (!(name instanceof OuterReference)) checkNames('OuterRef', [name]);
    this.name = name;
  }

  override resolveExpression(): Expression {
    return typeof this.name === 'string' ? new ResolvedOuterRef(this.name) : this.name;
  }

  override get outputFieldOrNone(): undefined {
    return undefined;
  }

  toOuterRef(): Expression {
    return new OuterReference(this);
  }

  override relabeled(): Expression {
    return this;
  }

  override shapeKey(): string {
    return `OuterRef(${typeof this.name === 'string' ? JSON.stringify(this.name) : this.name.shapeKey()})`;
  }

  override toSql(): SqlFragment {
    throw new FieldError('OuterRef is used outside of a Subquery.');
  }
}

export type F<Path extends string = string> = FieldReference<Path>;
export const F = callable<typeof FieldReference & (<const Path extends string>(name: Path) => F<Path>)>(
  FieldReference,
);

export type OuterRef = OuterReference;
export const OuterRef = callable<typeof OuterReference & ((name: string | OuterReference) => OuterRef)>(
  OuterReference,
);

/** A text where an expression is expected names a field. */
export function asField(value: unknown): Expression {
  if (typeof value === 'string') return new FieldReference(value);
  if (isExpression(value)) return value;
  throw new FieldError(
    `${shownValue(value)} is neither the name of a field nor an expression.`,
    'For a value, write Value(...).',
  );
}
