import { FieldError } from '../../core/errors/field-error.ts';
import { shownValue } from '../../utils/shown-value.ts';
import type { SqlFragment } from '../backends/base/fragment.ts';
import type { Field } from '../models/fields/field.ts';
import type { Compiler } from './compiler.ts';
import type { Query } from './query.ts';
import type { Slot } from './slot.ts';

export type SlotChange = (slot: Slot) => unknown;

/** How an expression is being resolved. */
export interface ResolveOptions {
  /** Whether relations may be followed; not when a row is written. */
  readonly allowJoins?: boolean;
  /** Aliases of joins that may be used again. */
  readonly reuse?: Set<string> | undefined;
  /** Resolving the arguments of `aggregate()`: names stand for annotations of the query underneath. */
  readonly summarize?: boolean;
  /** The result is a value to be stored. */
  readonly forSave?: boolean;
}

/**
 * Something with a value in SQL. One that a user writes (`F('price').mul(2)`) holds names; `resolveExpression()` gives a copy
 * whose names have become columns of a query; `toSql()` writes that one out. Expressions never change: every step is a copy.
 */
export abstract class Expression {
  /** What the value is; given, or found from the parts. */
  protected readonly given: Field | undefined;
  /** The type once it was found out; copies find it out again. */
  protected foundType: Field | undefined = undefined;

  constructor(outputField?: unknown) {
    this.given = outputField === undefined || outputField === null ? undefined : fieldOf(outputField);
  }

  /** Parts of this expression, in the order in which they are written. */
  get sources(): readonly (Expression | undefined)[] {
    return [];
  }

  /** The same expression of other parts. */
  withSources(_sources: readonly (Expression | undefined)[]): Expression {
    return this;
  }

  /** A copy whose names are columns of `query`. */
  resolveExpression(query: Query, options: ResolveOptions = {}): Expression {
    return this.mapSources((source) => source.resolveExpression(query, options));
  }

  abstract toSql(compiler: Compiler): SqlFragment;

  /** Applied to each part; the same object when nothing changed. */
  mapSources(change: (source: Expression) => Expression): Expression {
    const before = this.sources;
    if (before.length === 0) return this;
    let changed = false;
    const after = before.map((source) => {
      const next = source === undefined ? undefined : change(source);
      if (next !== source) changed = true;
      return next;
    });
    return changed ? this.withSources(after) : this;
  }

  /** The same for another set of table aliases. */
  relabeled(aliases: ReadonlyMap<string, string>): Expression {
    return this.mapSources((source) => source.relabeled(aliases));
  }

  /** The same with other slots: those of the query that it is put into, or the values themselves. */
  mapSlots(change: SlotChange): Expression {
    return this.mapSources((source) => source.mapSlots(change));
  }

  /** The same with certain parts exchanged: `change` gives another one, or undefined to look further in. */
  replaced(change: (expression: Expression) => Expression | undefined): Expression {
    return change(this) ?? this.mapSources((source) => source.replaced(change));
  }

  /** @throws FieldError when it cannot be found out */
  get outputField(): Field {
    const field = this.outputFieldOrNone;
    if (field !== undefined) return field;
    throw new FieldError(
      'Cannot resolve expression type, unknown output_field.',
      'Give it one: { outputField: new fields.IntegerField() }.',
    );
  }

  get outputFieldOrNone(): Field | undefined {
    this.foundType ??= this.given ?? this.findOutputField();
    return this.foundType;
  }

  /** The type that all parts with a type have. @throws FieldError when they differ */
  protected findOutputField(): Field | undefined {
    let found: Field | undefined;
    let isLiteral = false;
    for (const source of this.sources) {
      const field = source?.outputFieldOrNone;
      if (field === undefined) continue;
      const literal = isNumberLiteral(source!);
      if (
        found === undefined ||
        (isLiteral && isNumeric(field) && (isWhole(found) || !(literal || isWhole(field))))
      ) {
        found = field;
        isLiteral = literal;
      } else if (
        !(literal && isNumeric(found) && (isWhole(field) || !isWhole(found))) &&
        !isOfType(found, field)
      ) {
        throw new FieldError(
          `Expression contains mixed types: ${found.constructor.name}, ${field.constructor.name}.`,
          'You must set outputField.',
        );
      }
    }
    return found;
  }

  get containsAggregate(): boolean {
    return this.sources.some((source) => source?.containsAggregate);
  }

  get containsOverClause(): boolean {
    return this.sources.some((source) => source?.containsOverClause);
  }

  get containsColumnReferences(): boolean {
    return this.sources.some((source) => source?.containsColumnReferences);
  }

  get containsSubquery(): boolean {
    return this.sources.some((source) => source?.containsSubquery);
  }

  /** Whether the value is a truth value, so that it may be a condition. */
  get conditional(): boolean {
    return this.outputFieldOrNone?.getInternalType() === 'BooleanField';
  }

  /** Whether the value is computed, not read from a column: a database without decimals has to be told its type. */
  get computes(): boolean {
    return false;
  }

  /** Whether it may be a condition without a comparison. */
  get filterable(): boolean {
    return true;
  }

  get windowCompatible(): boolean {
    return false;
  }

  /** What an aggregate of no rows is; undefined when it isn't known, null for NULL. */
  get emptyResultValue(): unknown {
    return undefined;
  }

  /** Lookups that end a path of fields: `year` of a date. */
  getLookup(name: string): LookupFactory | undefined {
    return this.outputField.getLookup(name);
  }

  getTransform(name: string): TransformFactory | undefined {
    return this.outputField.getTransform(name);
  }

  /** What has to be in GROUP BY for this to be selected. */
  getGroupByCols(): Expression[] {
    if (!this.containsAggregate) return [this];
    return this.sources.flatMap((source) => source?.getGroupByCols() ?? []);
  }

  /** How it is written in a select list, where that differs. */
  selectFormat(_compiler: Compiler, sql: SqlFragment): SqlFragment {
    return sql;
  }

  /** Bring a value that the database gave into the type of the expression; undefined when there is nothing to do. */
  convertValue(): ((value: unknown) => unknown) | undefined {
    return undefined;
  }

  /** Text that is equal for expressions that make the same SQL; undefined when that cannot be told. */
  shapeKey(): string | undefined {
    return undefined;
  }

  /** The same value in the other order. */
  flatten(): Expression[] {
    return [this, ...this.sources.flatMap((source) => source?.flatten() ?? [])];
  }
}

/** Makes a lookup of a left and a right side. */
export type LookupFactory = new (lhs: Expression, rhs: unknown) => Expression & LookupLike;
export type TransformFactory = new (lhs: Expression) => Expression;

export interface LookupLike {
  readonly lookupName: string;
  readonly lhs: Expression;
  readonly rhs: unknown;
}

/** Where lookups are found; `models/lookups/registry.ts` fills this in. */
export interface LookupSource {
  find: (field: Field, name: string) => LookupFactory | undefined;
  findTransform: (field: Field, name: string) => TransformFactory | undefined;
  /** Lookups that belong to a transform itself, whatever its type. */
  findOwn: (transform: Expression, name: string) => LookupFactory | undefined;
  /** Names that a field understands, for messages. */
  names: (field: Field) => string[];
}

export const lookups: LookupSource = {
  find: () => undefined,
  findTransform: () => undefined,
  findOwn: () => undefined,
  names: () => [],
};

/** Lookups of relations by name; filled in by `models/lookups/related.ts`. */
export const relatedLookups: Map<string, LookupFactory> = new Map();

/** A number that is written in a query: `0` may stand for a float or a decimal as well. */
export function isNumberLiteral(source: Expression): boolean {
  if ('condition' in source && 'result' in source) return isNumberLiteral(source.result as Expression);
  return 'value' in source && typeof source.value === 'number';
}

function isNumeric(field: Field): boolean {
  return /(Integer|Auto|Float|Decimal)Field$/.test(field.getInternalType());
}

/** A number with a fraction stands for no integer: it would lose it. */
function isWhole(field: Field): boolean {
  return /(Integer|Auto)Field$/.test(field.getInternalType());
}

/** Automatic keys are integers of their size, and a moment is of a day. */
function isOfType(field: Field, other: Field): boolean {
  const type: { new (): unknown } = other.constructor as new () => unknown;
  if (field instanceof type) return true;
  return KINDS_OF[field.getInternalType()]?.includes(other.getInternalType()) === true;
}

const KINDS_OF: Readonly<Record<string, readonly string[]>> = {
  DateTimeField: ['DateField'],
  AutoField: ['IntegerField'],
  BigAutoField: ['BigIntegerField', 'IntegerField'],
  SmallAutoField: ['SmallIntegerField', 'IntegerField'],
};

export function isExpression(value: unknown): value is Expression {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resolveExpression?: unknown }).resolveExpression === 'function'
  );
}

/** @throws FieldError for what is no field */
function fieldOf(given: unknown): Field {
  if (typeof (given as Partial<Field>).getInternalType === 'function') return given as Field;
  throw new FieldError(
    `outputField has to be a field, not ${shownValue(given)}.`,
    'Write { outputField: models.IntegerField() }.',
  );
}
