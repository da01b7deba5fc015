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

  /** A foreign key to it is a plain integer, unless the database wants the very same type. */
  override relDbType(connection: FieldConnection): string | undefined {
    if (connection.features.relatedFieldsMatchType) return this.dbType(connection);
    return connection.columnType(this.plainType(), this);
  }

  protected plainType(): string {
    return 'IntegerField';
  }
}

export class PositiveSmallIntegerField extends PositiveIntegerField {
  static override readonly description: string = 'Positive small integer';

  protected override plainType(): string {
    return 'SmallIntegerField';
  }
}

export class PositiveBigIntegerField extends PositiveIntegerField {
  static override readonly description: string = 'Positive big integer';

  protected override plainType(): string {
    return 'BigIntegerField';
  }
}
