import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SqlFragment } from '../../backends/base/fragment.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { isExpression } from '../../sql/expression.ts';
import { textToFind } from '../fields/to-text.ts';
import { isBareUuid } from './bare-uuid.ts';
import { BuiltinLookup, plain } from './lookup.ts';

/** Lookups by a pattern of LIKE: the value's own wildcards are escaped, here or, for an expression, by the database. */
export abstract class PatternLookup extends BuiltinLookup {
  override readonly prepareRhs: boolean = false;
  protected abstract readonly before: string;
  protected abstract readonly after: string;

  protected override preparer(connection: DatabaseWrapper): (value: unknown) => unknown {
    const { ops } = connection;
    const isUuid = isBareUuid(this.lhs, connection);
    return (value) => {
      const text = textToFind(plain(value));
      return `${this.before}${ops.escapeLike(isUuid ? text.replaceAll('-', '') : text)}${this.after}`;
    };
  }

  protected override operatorSql(compiler: Compiler, right: SqlFragment): SqlFragment {
    if (!isExpression(this.rhs)) return super.operatorSql(compiler, right);
    const { patternOps, patternEscape } = compiler.connection.ops;
    const isUuid = isBareUuid(this.lhs, compiler.connection);
    const text = isUuid ? `REPLACE(${right.sql}, '-', '')` : right.sql;
    const escaped = patternEscape.replaceAll('{0}', () => text);
    const sql = patternOps[this.nameAmong(patternOps)]!.replaceAll('{0}', () => escaped);
    return { sql, params: right.params };
  }
}

export class Contains extends PatternLookup {
  static override readonly lookupName: string = 'contains';
  protected override readonly before: string = '%';
  protected override readonly after: string = '%';
}

export class IContains extends Contains {
  static override readonly lookupName: string = 'icontains';
}

export class StartsWith extends PatternLookup {
  static override readonly lookupName: string = 'startswith';
  protected override readonly before: string = '';
  protected override readonly after: string = '%';
}

export class IStartsWith extends StartsWith {
  static override readonly lookupName: string = 'istartswith';
}

export class EndsWith extends PatternLookup {
  static override readonly lookupName: string = 'endswith';
  protected override readonly before: string = '%';
  protected override readonly after: string = '';
}

export class IEndsWith extends EndsWith {
  static override readonly lookupName: string = 'iendswith';
}

export class Regex extends BuiltinLookup {
  static override readonly lookupName: string = 'regex';
  override readonly prepareRhs: boolean = false;

  protected override preparer(): (value: unknown) => unknown {
    return (value) => (value instanceof RegExp ? value.source : textToFind(plain(value)));
  }
}

export class IRegex extends Regex {
  static override readonly lookupName: string = 'iregex';
}
