import { FieldError } from '../../../core/errors/field-error.ts';
import { shownValue } from '../../../utils/shown-value.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { joinSql, NO_PARAMS, type SqlFragment, wrapSql } from '../../backends/base/fragment.ts';
import { Col } from '../../sql/col.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { EmptyResultSet } from '../../sql/empty-result.ts';
import {
  type Expression,
  isExpression,
  type LookupFactory,
  type TransformFactory,
} from '../../sql/expression.ts';
import { checkNames } from '../../sql/names.ts';
import { checkDepth } from '../../sql/names-to-path.ts';
import { Transform } from '../expressions/transform.ts';
import type { Field } from '../fields/field.ts';
import { JSONField } from '../fields/json-field.ts';
import { TextField } from '../fields/text-field.ts';
import { textOf } from '../fields/to-text.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  IExact,
  In,
  IsNull,
  itemSql,
  itemsOf,
  itemsWithNulls,
  LessThan,
  LessThanOrEqual,
  longListSql,
} from './comparisons.ts';
import { Lookup, plain } from './lookup.ts';
import { EndsWith, IContains, IEndsWith, IRegex, IStartsWith, Regex, StartsWith } from './patterns.ts';
import { registerDynamicTransform, registerLookup } from './registry.ts';

/** A key, or a place in a list, of JSON: `data__owner__0`. */
export class KeyTransform extends Transform {
  readonly key: string;

  constructor(key: unknown, expression: unknown) {
    super(expression);
    if (typeof key !== 'string' && typeof key !== 'number')
      throw new FieldError(`A key of JSON is a text or a number, not ${shownValue(key)}.`);
    this.key = String(key);
  }

  protected override findOutputField(): Field {
    return new JSONField();
  }

  /** All keys from the column on, and the column. */
  path(): { keys: string[]; column: Expression } {
    const keys = [this.key];
    let column = this.lhs;
    while (column instanceof KeyTransform) {
      keys.unshift(column.key);
      column = column.lhs;
    }
    return { keys, column };
  }

  /** Objects and lists as JSON text; of texts, numbers and truth values likewise what JSON writes. */
  override toSql(compiler: Compiler): SqlFragment {
    const { keys, column } = this.path();
    return compiler.connection.ops.json.key(compiler.compile(column), keys);
  }

  protected override literals(): readonly unknown[] {
    return [this.key];
  }
}

/** The same as plain text. */
export class KeyTextTransform extends KeyTransform {
  protected override findOutputField(): Field {
    return new TextField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { keys, column } = this.path();
    return compiler.connection.ops.json.keyText(compiler.compile(column), keys);
  }
}

/** `KT('data__owner__name')`: a key as text. */
export function KT(lookup: string): KeyTextTransform {
  checkNames('KT', [lookup]);
  const [field, ...keys] = lookup.split('__');
  checkDepth(keys);
  if (keys.length === 0) throw new FieldError('KT() needs a path of keys.', "Write KT('data__key').");
  const last = keys.pop()!;
  const before = keys.reduce<unknown>((value, key) => new KeyTransform(key, value), field);
  return new KeyTextTransform(last, before);
}

class JsonExact extends Exact {
  /** Null stands for JSON's null; SQL's is found by `isnull`. */
  readonly canUseNull = true;

  override toSql(compiler: Compiler): SqlFragment {
    const left = this.lhsSql(compiler);
    const right = this.rhs === null ? { sql: "'null'", params: NO_PARAMS } : this.rhsSql(compiler);
    const { json } = compiler.connection.ops;
    return joinSql([json.whole(left), isWhole(this.rhs) ? json.whole(right) : right], ' = ');
  }
}

/** A document: what is computed may be the bare text that a key leads to. */
function isWhole(rhs: unknown): boolean {
  return !isExpression(rhs) || (isJson(rhs) && (rhs instanceof Col || 'value' in rhs));
}

const anyJson = new JSONField();
const encode = (value: unknown): string => anyJson.encode(plain(value));

class KeyExact extends Exact {
  /** Null stands for JSON's null, not for a key that isn't there. */
  readonly canUseNull = true;

  override toSql(compiler: Compiler): SqlFragment {
    if (isText(this.lhs, compiler)) return super.toSql(compiler);
    if (isExpression(this.rhs)) return this.comparedSql(compiler, this.rhs);
    const left = this.lhsSql(compiler);
    const right =
      this.rhs === null
        ? { sql: "'null'", params: NO_PARAMS }
        : compiler.connection.ops.json.item(this.valueSql(compiler, this.rhs, encode));
    return { sql: `${left.sql} = ${right.sql}`, params: [...left.params, ...right.params] };
  }

  protected comparedSql(compiler: Compiler, other: Expression): SqlFragment {
    if (!isJson(this.lhs) || !isJson(other)) return super.toSql(compiler);
    const { json } = compiler.connection.ops;
    const right = this.rhsSql(compiler);
    const sides = [
      json.comparable(this.lhsSql(compiler)),
      'value' in other ? json.item(right) : json.comparable(right),
    ];
    return joinSql(sides, ' = ');
  }
}

/** Whether a key is a text, and compared as one: where a database has a type for JSON, whose texts are others. */
function isText(lhs: Expression, { connection }: Pick<Compiler, 'connection'>): boolean {
  return lhs instanceof KeyTextTransform && connection.ops.json.keyTextIsText;
}

function isJson(expression: Expression): boolean {
  return expression.outputFieldOrNone instanceof JSONField;
}

class KeyIn extends In {
  protected override lhsSql(compiler: Compiler): SqlFragment {
    if (!(this.lhs instanceof KeyTransform) || this.lhs instanceof KeyTextTransform)
      return super.lhsSql(compiler);
    const { keys, column } = this.lhs.path();
    return compiler.connection.ops.json.keyAmongItems(compiler.compile(column), keys);
  }

  override toSql(compiler: Compiler): SqlFragment {
    if (isExpression(this.rhs) || isText(this.lhs, compiler)) return super.toSql(compiler);
    const { json } = compiler.connection.ops;
    const long = longListSql(compiler, this.rhs, (value) => json.valueToCompare(plain(value), encode));
    if (long !== undefined) return joinSql([this.lhsSql(compiler), long], ' ');
    const items = itemsOf(this.rhs).map((item) => {
      const sql = itemSql(compiler, item, encode);
      if (!isExpression(item)) return json.item(sql);
      return isJson(item) ? json.comparable(sql) : sql;
    });
    if (items.length === 0) return super.toSql(compiler);
    const left = this.lhsSql(compiler);
    return {
      sql: `${left.sql} IN (${items.map((item) => item.sql).join(', ')})`,
      params: [...left.params, ...items.flatMap((item) => item.params)],
    };
  }
}

class KeyIsNull extends IsNull {
  override toSql(compiler: Compiler): SqlFragment {
    if (isText(this.lhs, compiler)) return super.toSql(compiler);
    const { keys, column } = (this.lhs as KeyTransform).path();
    return compiler.connection.ops.json.isMissing(compiler.compile(column), keys, this.rhs === true);
  }
}

/** A comparison of the value as text. */
function asText<T extends new (...args: never[]) => Lookup>(type: T): T {
  const Base = type as unknown as new (lhs: unknown, rhs: unknown) => Exact;
  return class extends Base {
    protected override lhsSql(compiler: Compiler): SqlFragment {
      const { keys, column } = (this.lhs as KeyTransform).path();
      const text = new KeyTextTransform(keys[keys.length - 1], nested(keys.slice(0, -1), column));
      const { sql, params } = text.toSql(compiler);
      const cast = compiler.connection.ops.lookupCast(this.lookupName, 'TextField');
      return { sql: cast.replace('{0}', () => sql), params };
    }

    protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
      return this.prepareRhs ? plain : super.preparer(connection);
    }
  } as unknown as T;
}

/** A comparison of the value as what it is. */
function asValueOfKey<T extends new (...args: never[]) => Lookup>(type: T): T {
  const Base = type as unknown as new (lhs: unknown, rhs: unknown) => Exact;
  return class extends Base {
    protected override lhsSql(compiler: Compiler): SqlFragment {
      if (isText(this.lhs, compiler)) return super.lhsSql(compiler);
      const { keys, column } = (this.lhs as KeyTransform).path();
      return compiler.connection.ops.json.keyToCompare(compiler.compile(column), keys);
    }

    protected override rhsSql(compiler: Compiler): SqlFragment {
      const right = super.rhsSql(compiler);
      const isKey = isExpression(this.rhs) && isJson(this.rhs) && !('value' in this.rhs);
      return isKey ? compiler.connection.ops.json.comparable(right) : right;
    }

    protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
      const { ops } = connection;
      if (isText(this.lhs, { connection })) return super.preparer(connection);
      return (value) => ops.json.valueToCompare(plain(value), encode);
    }
  } as unknown as T;
}

function nested(keys: readonly string[], column: Expression): Expression {
  return keys.reduce<Expression>((value, key) => new KeyTransform(key, value), column);
}

/** Keys are keys of objects here, also those that look like a place in a list. */
abstract class HasKeyLookup extends Lookup {
  override readonly prepareRhs = false;
  protected readonly connector: string = '';

  protected keys(): readonly unknown[] {
    return [this.rhs];
  }

  /** What holds when no key is asked for. */
  protected none(left: SqlFragment): SqlFragment {
    return wrapSql('', left, ' IS NOT NULL');
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { keys: before, column } =
      this.lhs instanceof KeyTransform ? this.lhs.path() : { keys: [], column: this.lhs };
    const left = compiler.compile(column);
    const { json } = compiler.connection.ops;
    const parts = this.keys().map((key) => {
      const keys = key instanceof KeyTransform ? key.path().keys : [];
      const outer = [...before, ...keys.slice(0, -1)];
      const parameter = (value: unknown): unknown => json.keyParameter(outer, textOf(value));
      const last = keys.length === 0 ? key : keys[keys.length - 1];
      return json.hasKey(left, outer, itemSql(compiler, last, parameter));
    });
    if (parts.length === 0) return this.none(left);
    const sql = parts.map((part) => part.sql).join(this.connector);
    return { sql: parts.length > 1 ? `(${sql})` : sql, params: parts.flatMap((part) => part.params) };
  }
}

class HasKey extends HasKeyLookup {
  static override readonly lookupName: string = 'has_key';
}

class HasKeys extends HasKeyLookup {
  static override readonly lookupName: string = 'has_keys';
  protected override readonly connector: string = ' AND ';

  protected override keys(): readonly unknown[] {
    return itemsWithNulls(this.rhs);
  }
}

class HasAnyKeys extends HasKeys {
  static override readonly lookupName: string = 'has_any_keys';
  protected override readonly connector: string = ' OR ';

  protected override none(): SqlFragment {
    throw new EmptyResultSet();
  }
}

class JsonContains extends Lookup {
  static override readonly lookupName: string = 'contains';

  override toSql(compiler: Compiler): SqlFragment {
    const { json } = compiler.connection.ops;
    return json.contains(this.lhsSql(compiler), this.rhsSql(compiler));
  }
}

class JsonContainedBy extends Lookup {
  static override readonly lookupName: string = 'contained_by';

  override toSql(compiler: Compiler): SqlFragment {
    const { json } = compiler.connection.ops;
    return json.containedBy(this.lhsSql(compiler), this.rhsSql(compiler));
  }
}

/** Register what fields of JSON, and the keys in them, can be compared by. */
export function registerJsonLookups(): void {
  for (const lookup of [JsonExact, HasKey, HasKeys, HasAnyKeys, JsonContains, JsonContainedBy]) {
    registerLookup(JSONField, lookup);
  }
  registerDynamicTransform(JSONField, (name): TransformFactory => keyed(name));
  const texts: readonly (LookupFactory & { readonly lookupName: string })[] = [
    IExact, IContains, StartsWith, IStartsWith, EndsWith, IEndsWith, Regex, IRegex,
  ].map((lookup) => asText(lookup)); // biome-ignore format: a list of names
  const values: typeof texts = [GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual].map((lookup) =>
    asValueOfKey(lookup),
  );
  for (const lookup of [KeyExact, KeyIn, KeyIsNull, ...texts, ...values])
    registerLookup(KeyTransform, lookup);
}

function keyed(name: string): TransformFactory {
  return class extends KeyTransform {
    constructor(lhs: Expression) {
      super(name, lhs);
    }
  };
}
