import { PARAM, type SqlFragment } from '../../../db/backends/base/fragment.ts';
import { writeArray } from '../../../db/backends/postgresql/array-text.ts';
import { TypedText } from '../../../db/backends/postgresql/typed-text.ts';
import { Transform } from '../../../db/models/expressions/transform.ts';
import type { Field } from '../../../db/models/fields/field.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';
import { registerDynamicTransform, registerLookup } from '../../../db/models/lookups/registry.ts';
import type { Compiler } from '../../../db/sql/compiler.ts';
import type { TransformFactory } from '../../../db/sql/expression.ts';
import { ArrayField, isList } from '../fields/array-field.ts';
import { HStoreField } from '../fields/hstore-field.ts';
import { givenText } from '../given-text.ts';
import { OperatorLookup } from './operator-lookup.ts';

/** Has these keys with these texts. */
export class HStoreContains extends OperatorLookup {
  static override readonly lookupName = 'contains';
  protected override readonly operator = '@>';
}

export class HStoreContainedBy extends OperatorLookup {
  static override readonly lookupName = 'contained_by';
  protected override readonly operator = '<@';
}

export class HStoreHasKey extends OperatorLookup {
  static override readonly lookupName: string = 'has_key';
  protected override readonly operator: string = '?';

  protected override rhsType(): string {
    return 'text';
  }

  protected override preparer(): (value: unknown) => unknown {
    return givenText;
  }
}

export class HStoreHasKeys extends OperatorLookup {
  static override readonly lookupName: string = 'has_keys';
  protected override readonly operator: string = '?&';

  protected override rhsType(): string {
    return 'text[]';
  }

  protected override preparer(): (value: unknown) => unknown {
    return (keys) => new TypedText(writeArray((isList(keys) ? [...keys] : [keys]).map(givenText)), 'text[]');
  }
}

export class HStoreHasAnyKeys extends HStoreHasKeys {
  static override readonly lookupName = 'has_any_keys';
  protected override readonly operator = '?|';
}

/** The text of one key: `data__colour`. */
export class HStoreKey extends Transform<string> {
  readonly key: string;

  constructor(key: string, expression: unknown) {
    super(expression);
    this.key = key;
  }

  protected override findOutputField(): Field {
    return new TextField();
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { sql, params } = compiler.compile(this.lhs);
    return { sql: `(${sql} -> ${PARAM})`, params: [...params, new TypedText(this.key, 'text')] };
  }

  protected override literals(): readonly unknown[] {
    return [this.key];
  }
}

/** All keys, or all texts, as an array. */
abstract class HStoreList extends Transform<string[]> {
  protected override findOutputField(): Field {
    return new ArrayField({ baseField: new TextField() });
  }
}

export class HStoreKeys extends HStoreList {
  static override readonly lookupName = 'keys';
  override readonly functionName = 'AKEYS';
}

export class HStoreValues extends HStoreList {
  static override readonly lookupName = 'values';
  override readonly functionName = 'AVALS';
}

export function registerHStoreLookups(): void {
  for (const lookup of [
    HStoreContains,
    HStoreContainedBy,
    HStoreHasKey,
    HStoreHasKeys,
    HStoreHasAnyKeys,
    HStoreKeys,
    HStoreValues,
  ]) {
    registerLookup(HStoreField, lookup);
  }
  registerDynamicTransform(HStoreField, keyed);
}

function keyed(name: string): TransformFactory {
  return class extends HStoreKey {
    constructor(lhs: unknown) {
      super(name, lhs);
    }
  };
}
