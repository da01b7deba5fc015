import { rawSql, type SqlFragment } from '../../db/backends/base/fragment.ts';
import { callable } from '../../db/models/expressions/callable.ts';
import { Func } from '../../db/models/expressions/func.ts';
import { DateTimeField } from '../../db/models/fields/date-time-field.ts';
import type { Field } from '../../db/models/fields/field.ts';
import { UUIDField } from '../../db/models/fields/uuid-field.ts';
import { MODULE } from './module-name.ts';

/** What `deconstruct()` gives of a function without arguments. */
interface Named {
  module: string;
  path: string;
  args: readonly unknown[];
}

class RandomUuidFunction extends Func<string> {
  override readonly functionName = 'GEN_RANDOM_UUID';

  protected override findOutputField(): Field {
    return new UUIDField();
  }

  deconstruct(): Named {
    return { module: MODULE, path: 'RandomUUID', args: [] };
  }
}

class TransactionNowFunction extends Func<Date> {
  protected override findOutputField(): Field {
    return new DateTimeField();
  }

  override toSql(): SqlFragment {
    return rawSql('CURRENT_TIMESTAMP');
  }

  deconstruct(): Named {
    return { module: MODULE, path: 'TransactionNow', args: [] };
  }
}

export type RandomUUID = RandomUuidFunction;
/** A new UUID of the database for each row. */
export const RandomUUID = callable<typeof RandomUuidFunction & (() => RandomUUID)>(RandomUuidFunction);
export type TransactionNow = TransactionNowFunction;
/** When the transaction began; `Now` of `functions` is the time of the statement. */
export const TransactionNow = callable<typeof TransactionNowFunction & (() => TransactionNow)>(
  TransactionNowFunction,
);
