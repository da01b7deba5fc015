import type { SqlFragment } from '../../backends/base/fragment.ts';
import { rawSql } from '../../backends/base/fragment.ts';
import { NotSupportedError } from '../../errors.ts';
import type { Compiler } from '../../sql/compiler.ts';
import { callable } from '../expressions/callable.ts';
import { Func } from '../expressions/func.ts';
import type { Field } from '../fields/field.ts';
import { UUIDField } from '../fields/uuid-field.ts';

/** A UUID that the database makes up, anew for each row. */
abstract class UuidFunction extends Func<string> {
  abstract readonly version: 4 | 7;

  protected override findOutputField(): Field {
    return new UUIDField();
  }

  override toSql({ connection }: Compiler): SqlFragment {
    const sql = connection.ops.uuidFunction(this.version);
    if (sql !== undefined) return rawSql(sql);
    throw new NotSupportedError(
      `This database has no function that makes a UUID of version ${this.version}.`,
      'Give the field a default that makes it: default: randomUUID.',
    );
  }
}

class UUID4Function extends UuidFunction {
  override readonly version = 4;
}

class UUID7Function extends UuidFunction {
  override readonly version = 7;
}

/** A random UUID: `dbDefault: UUID4()`. */
export const UUID4 = callable<typeof UUID4Function & (() => UUID4Function)>(UUID4Function);
/** A UUID that sorts by the time it was made. */
export const UUID7 = callable<typeof UUID7Function & (() => UUID7Function)>(UUID7Function);
