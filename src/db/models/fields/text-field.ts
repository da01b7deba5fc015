import type { DbParameters, FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';
import { toText } from './to-text.ts';

export interface TextFieldOptions<T = unknown> extends FieldOptions<T> {
  /** For the form's text box; the column has no limit. */
  maxLength?: number | null;
  dbCollation?: string | null;
}

/** Text of any length. */
export class TextField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    maxLength: null,
    dbCollation: null,
  };
  static override readonly description: string = 'Text';
  readonly maxLength: number | null;
  readonly dbCollation: string | null;

  constructor(options: TextFieldOptions = {}) {
    super(options);
    this.maxLength = options.maxLength ?? null;
    this.dbCollation = options.dbCollation ?? null;
  }

  override getInternalType(): string {
    return 'TextField';
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
}
