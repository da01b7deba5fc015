import type { FieldConnection } from './connection.ts';
import { IntegerField } from './integer-field.ts';

/** Whole numbers to ±2^15. */
export class SmallIntegerField extends IntegerField {
  static override readonly description: string = 'Small integer';
}

/** Whole numbers to ±2^63 in the database, to ±2^53 in JavaScript. */
export class BigIntegerField extends IntegerField {
  static override readonly description: string = 'Big (8 byte) integer';
}

/** Whole numbers from 0; the database checks it. */
export class PositiveIntegerField extends IntegerField {
  static override readonly description: string = 'Positive integer';

  /** A foreign key to it is a plain integer. */
  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('IntegerField', this);
  }
}

export class PositiveSmallIntegerField extends PositiveIntegerField {
  static override readonly description: string = 'Positive small integer';

  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('SmallIntegerField', this);
  }
}

export class PositiveBigIntegerField extends PositiveIntegerField {
  static override readonly description: string = 'Positive big integer';

  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('BigIntegerField', this);
  }
}
