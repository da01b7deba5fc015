import { FieldError } from '../../../core/errors/field-error.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { callable } from '../expressions/callable.ts';
import { argumentSql, Func, type FuncOptions } from '../expressions/func.ts';
import type { Field } from '../fields/field.ts';
import { JSONField } from '../fields/json-field.ts';
import type {
  FirstOf,
  OneOf,
  Operands,
  OperandValue,
  OutputValue,
  WithOutputField,
} from '../types/expression.ts';
import { OfSeveral } from './of-several.ts';

function isField(given: unknown): boolean {
  return typeof given === 'object' && given !== null && 'getInternalType' in given;
}

class CastFunction<V = unknown> extends Func<V> {
  override readonly functionName = 'CAST';

  /** @param to the field, or options with it */
  constructor(expression: unknown, to: unknown) {
    super(expression, isField(to) ? { outputField: to } : to);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { connection } = compiler;
    const field = this.outputField;
    const type = field.dbType(connection);
    if (type === undefined) throw new FieldError(`${field.constructor.name} has no column type to cast to.`);
    const value = compiler.compile(this.expressions[0]!);
    return connection.ops.cast(value, connection.ops.castType(type, field.getInternalType()));
  }

  override shapeKey(): undefined {
    return undefined;
  }
}

class CoalesceFunction<V = unknown> extends OfSeveral<V> {
  override readonly functionName = 'COALESCE';

  override get emptyResultValue(): unknown {
    for (const expression of this.expressions) {
      const value = expression.emptyResultValue;
      if (value !== null) return value;
    }
    return null;
  }
}

/** Databases differ in what MAX(a, NULL) is; on SQLite it is NULL. */
class GreatestFunction<V = unknown> extends OfSeveral<V> {
  override readonly functionName = 'GREATEST';
}

class LeastFunction<V = unknown> extends OfSeveral<V> {
  override readonly functionName = 'LEAST';
}

class NullIfFunction<V = unknown> extends Func<V> {
  override readonly functionName = 'NULLIF';
  override readonly arity = 2;
}

class CollateFunction extends Func {
  readonly collation: string;

  constructor(expression: unknown, collation: string) {
    super(expression);
    if (typeof collation !== 'string' || !/^[\w-]+$/.test(collation))
      throw new FieldError(`Invalid collation name: ${shownValue(collation)}.`);
    this.collation = collation;
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = argumentSql(compiler, this.expressions[0]!);
    return { sql: `${sql} COLLATE ${compiler.quote(this.collation)}`, params };
  }

  protected override literals(): readonly unknown[] {
    return [this.collation];
  }
}

/** An object of JSON: `JSONObject({ name: 'name', upper: Upper('name') })`. */
class JSONObjectFunction extends Func {
  override readonly functionName = 'JSON_OBJECT';
  readonly keys: readonly string[];

  protected override findOutputField(): Field {
    return new JSONField();
  }

  constructor(fields: Readonly<Record<string, unknown>>) {
    if (!isPlainObject(fields))
      throw new FieldError(
        `JSONObject() takes an object of names and values, not ${shownValue(fields)}.`,
        "Write JSONObject({ title: 'title' }).",
      );
    super(...Object.values(fields), {});
    this.keys = Object.keys(fields);
  }

  override toSql(compiler: Compiler): SqlFragment {
    const pairs = this.expressions.map(
      (expression, index) => [this.keys[index]!, argumentSql(compiler, expression)] as const,
    );
    return compiler.connection.ops.json.object(pairs);
  }

  override shapeKey(): undefined {
    return undefined;
  }
}

/** A list of JSON: `JSONArray('name', Upper('name'))`. */
class JSONArrayFunction extends Func {
  override readonly functionName = 'JSON_ARRAY';

  protected override findOutputField(): Field {
    return new JSONField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    return compiler.connection.ops.json.array(this.argumentsSql(compiler));
  }
}

/** The first of the values, of the type of `outputField` where there is one. */
interface MakeCoalesce {
  <O>(...args: [...unknown[], WithOutputField<O>]): Coalesce<OutputValue<O>>;
  <const A extends readonly unknown[]>(...args: A): Coalesce<FirstOf<Operands<A>>>;
}

interface MakeGreatest {
  <O>(...args: [...unknown[], WithOutputField<O>]): Greatest<OutputValue<O>>;
  <const A extends readonly unknown[]>(...args: A): Greatest<OneOf<Operands<A>>>;
}

interface MakeLeast {
  <O>(...args: [...unknown[], WithOutputField<O>]): Least<OutputValue<O>>;
  <const A extends readonly unknown[]>(...args: A): Least<OneOf<Operands<A>>>;
}

interface MakeNullIf {
  <O>(first: unknown, second: unknown, options: WithOutputField<O>): NullIf<OutputValue<O> | null>;
  <const T>(first: T, second: unknown, options?: FuncOptions): NullIf<OneOf<[OperandValue<T>, null]>>;
}

export type Cast<V = unknown> = CastFunction<V>;
/** The value as another type: `Cast('price', models.IntegerField())`, or `{ outputField: ... }`. */
export const Cast = callable<
  typeof CastFunction & {
    <O>(expression: unknown, options: { outputField: O }): Cast<OutputValue<O>>;
    <O>(expression: unknown, outputField: O): Cast<OutputValue<O>>;
  }
>(CastFunction);
export type Coalesce<V = unknown> = CoalesceFunction<V>;
/** The first that isn't null; null where all may be. */
export const Coalesce = callable<typeof CoalesceFunction & MakeCoalesce>(CoalesceFunction);
export type Greatest<V = unknown> = GreatestFunction<V>;
export const Greatest = callable<typeof GreatestFunction & MakeGreatest>(GreatestFunction);
export type Least<V = unknown> = LeastFunction<V>;
export const Least = callable<typeof LeastFunction & MakeLeast>(LeastFunction);
export type NullIf<V = unknown> = NullIfFunction<V>;
export const NullIf = callable<typeof NullIfFunction & MakeNullIf>(NullIfFunction);
export type Collate = CollateFunction;
export const Collate = callable<
  typeof CollateFunction & ((expression: unknown, collation: string) => Collate)
>(CollateFunction);
export type JSONObject = JSONObjectFunction;
export const JSONObject = callable<
  typeof JSONObjectFunction & ((fields: Readonly<Record<string, unknown>>) => JSONObject)
>(JSONObjectFunction);
export type JSONArray = JSONArrayFunction;
export const JSONArray = callable<
  typeof JSONArrayFunction & ((...expressions: readonly unknown[]) => JSONArray)
>(JSONArrayFunction);
