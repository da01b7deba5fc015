import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import { NO_PARAMS, PARAM, type SqlFragment } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import {
  type Expression,
  isExpression,
  type LookupFactory,
  type TransformFactory,
} from '../../sql/expression.ts';
import { Slot } from '../../sql/slot.ts';
import { Transform } from '../expressions/transform.ts';
import type { Field } from '../fields/field.ts';
import { JSONField } from '../fields/json-field.ts';
import { TextField } from '../fields/text-field.ts';
import {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  IExact,
  In,
  IsNull,
  itemSql,
  itemsOf,
  LessThan,
  LessThanOrEqual,
  longListSql,
} from './comparisons.ts';
import { Lookup, plain } from './lookup.ts';
import {
  Contains,
  EndsWith,
  IContains,
  IEndsWith,
  IRegex,
  IStartsWith,
  Regex,
  StartsWith,
} from './patterns.ts';
import { registerDynamicTransform, registerLookup } from './registry.ts';

/** `$."a"[0]` for the keys `a` and `0`. */
export function jsonPath(keys: readonly unknown[]): string {
  return `$${keys.map((key) => (/^\d+$/.test(String(key)) ? `[${key}]` : `.${JSON.stringify(String(key))}`)).join('')}`;
}

/** A key, or a place in a list, of JSON: `data__owner__0`. */
export class KeyTransform extends Transform {
  readonly key: string;

  constructor(key: unknown, expression: unknown) {
    super(expression);
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
    const { sql, params } = compiler.compile(column);
    const path = jsonPath(keys);
    return {
      sql: `(CASE WHEN JSON_TYPE(${sql}, ${PARAM}) IN ('false','true','null') THEN JSON_TYPE(${sql}, ${PARAM}) ELSE JSON_EXTRACT(${sql}, ${PARAM}) END)`,
      params: [...params, path, ...params, path, ...params, path],
    };
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
    const { sql, params } = compiler.compile(column);
    return { sql: `JSON_EXTRACT(${sql}, ${PARAM})`, params: [...params, jsonPath(keys)] };
  }
}

/** `KT('data__owner__name')`: a key as text. */
export function KT(lookup: string): KeyTextTransform {
  const [field, ...keys] = lookup.split('__');
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
    const cast = isExpression(this.rhs) ? right.sql : `JSON(${right.sql})`;
    return { sql: `JSON(${left.sql}) = ${cast}`, params: [...left.params, ...right.params] };
  }
}

/** Reads a value of JSON text out of a parameter, so that both sides are what JSON_EXTRACT makes of them. */
function extracted(parameter: SqlFragment): SqlFragment {
  return {
    sql: `(CASE WHEN JSON_TYPE(${parameter.sql}) IN ('false','true','null') THEN JSON_TYPE(${parameter.sql}) ELSE JSON_EXTRACT(${parameter.sql}, '$') END)`,
    params: [...parameter.params, ...parameter.params, ...parameter.params],
  };
}

const json = new JSONField();
const encode = (value: unknown): string => json.encode(plain(value));

class KeyExact extends Exact {
  /** Null stands for JSON's null, not for a key that isn't there. */
  readonly canUseNull = true;

  override toSql(compiler: Compiler): SqlFragment {
    if (isExpression(this.rhs)) return super.toSql(compiler);
    const left = this.lhsSql(compiler);
    const right =
      this.rhs === null
        ? { sql: "'null'", params: NO_PARAMS }
        : extracted(this.valueSql(compiler, this.rhs, encode));
    return { sql: `${left.sql} = ${right.sql}`, params: [...left.params, ...right.params] };
  }
}

class KeyIn extends In {
  override toSql(compiler: Compiler): SqlFragment {
    if (isExpression(this.rhs)) return super.toSql(compiler);
    const long = longListSql(compiler, this.rhs, plain);
    if (long !== undefined) {
      const { sql, params } = this.lhsSql(compiler);
      return { sql: `${sql} IN ${long.sql}`, params: [...params, ...long.params] };
    }
    const items = itemsOf(this.rhs).map((item) => {
      const sql = itemSql(compiler, item, encode);
      return isExpression(item) ? sql : extracted(sql);
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
    const { keys, column } = (this.lhs as KeyTransform).path();
    const { sql, params } = compiler.compile(column);
    const test = this.rhs === true ? 'IS NULL' : 'IS NOT NULL';
    return { sql: `JSON_TYPE(${sql}, ${PARAM}) ${test}`, params: [...params, jsonPath(keys)] };
  }
}

/** A comparison of the value as text or number, as JSON_EXTRACT gives it. */
function asText<T extends new (...args: never[]) => Lookup>(type: T): T {
  const Base = type as unknown as new (lhs: unknown, rhs: unknown) => Exact;
  return class extends Base {
    protected override lhsSql(compiler: Compiler): SqlFragment {
      const { keys, column } = (this.lhs as KeyTransform).path();
      return new KeyTextTransform(keys[keys.length - 1], nested(keys.slice(0, -1), column)).toSql(compiler);
    }

    protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
      return this.prepareRhs ? plain : super.preparer(connection);
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

  override toSql(compiler: Compiler): SqlFragment {
    const { keys: before, column } =
      this.lhs instanceof KeyTransform ? this.lhs.path() : { keys: [], column: this.lhs };
    const left = compiler.compile(column);
    const path = (key: unknown): string => {
      const keys = key instanceof KeyTransform ? key.path().keys : [String(key)];
      return `${jsonPath([...before, ...keys.slice(0, -1)])}.${JSON.stringify(keys[keys.length - 1])}`;
    };
    const parts = this.keys().map((key) => {
      const { sql, params } =
        key instanceof Slot ? itemSql(compiler, key, path) : { sql: PARAM, params: [path(key)] };
      return { sql: `JSON_TYPE(${left.sql}, ${sql}) IS NOT NULL`, params: [...left.params, ...params] };
    });
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
    return itemsOf(this.rhs);
  }
}

class HasAnyKeys extends HasKeys {
  static override readonly lookupName: string = 'has_any_keys';
  protected override readonly connector: string = ' OR ';
}

class JsonContains extends Lookup {
  static override readonly lookupName: string = 'contains';

  override toSql(_compiler: Compiler): SqlFragment {
    throw new NotSupportedError(`${this.lookupName} lookup is not supported on this database backend.`);
  }
}

class JsonContainedBy extends JsonContains {
  static override readonly lookupName: string = 'contained_by';
}

/** Register what fields of JSON, and the keys in them, can be compared by. */
export function registerJsonLookups(): void {
  for (const lookup of [JsonExact, HasKey, HasKeys, HasAnyKeys, JsonContains, JsonContainedBy]) {
    registerLookup(JSONField, lookup);
  }
  registerDynamicTransform(JSONField, (name): TransformFactory => keyed(name));
  const texts: readonly (LookupFactory & { readonly lookupName: string })[] = [
    IExact, IContains, StartsWith, IStartsWith, EndsWith, IEndsWith, Regex, IRegex, Contains,
    GreaterThan, GreaterThanOrEqual, LessThan, LessThanOrEqual,
  ].map((lookup) => asText(lookup)); // biome-ignore format: a list of names
  for (const lookup of [KeyExact, KeyIn, KeyIsNull, ...texts]) registerLookup(KeyTransform, lookup);
}

function keyed(name: string): TransformFactory {
  return class extends KeyTransform {
    constructor(lhs: Expression) {
      super(name, lhs);
    }
  };
}
