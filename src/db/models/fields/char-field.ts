import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { MaxLengthValidator } from '../../../core/validators/max-length-validator.ts';
import { defaultFeatures } from '../../connections.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import type { FieldOptions, Validator } from './options.ts';
import { toText } from './to-text.ts';

export interface CharFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Greatest number of characters, in the column and in validation. */
  maxLength?: number | null;
  dbCollation?: string | null;
}

/** Text of bounded length. */
export class CharField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    maxLength: null,
    dbCollation: null,
  };
  static override readonly description: string = 'String (up to %(max_length)s)';
  readonly maxLength: number | null;
  readonly dbCollation: string | null;

  constructor(options: CharFieldOptions = {}) {
    super(options);
    this.maxLength = options.maxLength ?? null;
    this.dbCollation = options.dbCollation ?? null;
  }

  override getInternalType(): string {
    return 'CharField';
  }

  protected override defaultValidators(): readonly Validator[] {
    return typeof this.maxLength === 'number' ? [new MaxLengthValidator(this.maxLength)] : [];
  }

  override dbType(connection: FieldConnection): string | undefined {
    const unbounded = this.maxLength === null && this.getInternalType() === 'CharField';
    return unbounded ? 'varchar' : super.dbType(connection);
  }

  override dbParameters(connection: FieldConnection): DbParameters {
    return { ...super.dbParameters(connection), collation: this.dbCollation ?? undefined };
  }

  override toPython(value: unknown): unknown {
    return toText(value);
  }

  override getPrepValue(value: unknown): unknown {
    return toText(value);
  }

  override check(): CheckMessage[] {
    const found = super.check();
    if (this.maxLength === null) {
      if (this.options['maxLength'] === null && defaultFeatures()?.supportsUnlimitedCharField) return found;
      const hint = `Give it one: models.${this.constructor.name}({ maxLength: 100 }).`;
      found.push(
        new CheckError("CharFields must define a 'maxLength' attribute.", {
          obj: this,
          id: 'fields.E120',
          hint,
        }),
      );
    } else if (!Number.isInteger(this.maxLength) || this.maxLength <= 0) {
      found.push(new CheckError("'maxLength' must be a positive integer.", { obj: this, id: 'fields.E121' }));
    }
    return found;
  }
}
