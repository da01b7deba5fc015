import { CheckError, type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { ModelClass } from '../model.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';

export interface GeneratedFieldOptions<T = unknown> extends FieldOptions<T> {
  /** What the database computes, of fields of the same row. */
  expression: unknown;
  /** Kind of the result. */
  outputField: unknown;
  /** Whether the value is stored in the table, or computed when it is read. */
  dbPersist: boolean;
}

/** A column that the database computes. It is read back after each save and never written. */
export class GeneratedField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    expression: undefined,
    outputField: undefined,
    dbPersist: undefined,
  };
  override readonly generated: boolean = true;
  override readonly dbReturning: boolean = true;
  override readonly emptyStringsAllowed: boolean = false;
  readonly expression: unknown;
  readonly outputField: Field;
  readonly dbPersist: boolean;

  constructor(options: GeneratedFieldOptions) {
    super({ ...options, editable: false, blank: true } as FieldOptions);
    if (typeof options?.dbPersist !== 'boolean') {
      throw new ModelDefinitionError(
        'GeneratedField needs dbPersist: true or false.',
        'True stores the value in the table.',
      );
    }
    if (!(options.outputField instanceof Field)) {
      throw new ModelDefinitionError(
        'GeneratedField needs an outputField.',
        'Give it a field: outputField: models.IntegerField().',
      );
    }
    this.expression = options.expression;
    this.outputField = options.outputField;
    this.dbPersist = options.dbPersist;
  }

  override contributeToClass(model: ModelClass, name: string): void {
    super.contributeToClass(model, name);
    this.outputField.setAttributesFromName(name);
    this.outputField.model = model;
  }

  override getInternalType(): string {
    return this.outputField.getInternalType();
  }

  override dbParameters(connection: FieldConnection): DbParameters {
    return this.outputField.dbParameters(connection);
  }

  override dbType(connection: FieldConnection): string | undefined {
    return this.outputField.dbType(connection);
  }

  override toPython(value: unknown): unknown {
    return this.outputField.toPython(value);
  }

  override getPrepValue(value: unknown): unknown {
    return this.outputField.getPrepValue(value);
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    return this.outputField.getDbPrepValue(value, connection, prepared);
  }

  /** What there is to say of the outputField is said of this one. */
  override check(): CheckMessage[] {
    const output = this.outputField.check();
    const listed = (found: readonly CheckMessage[]) =>
      found.map((one) => `\n    ${one.message} (${one.id})`).join('');
    const errors = listed(output.filter((one) => one.isSerious()));
    const warnings = listed(output.filter((one) => !one.isSerious()));
    const found = super.check();
    if (errors !== '')
      found.push(
        new CheckError(`GeneratedField.outputField has errors:${errors}`, { obj: this, id: 'fields.E223' }),
      );
    if (warnings !== '') {
      const message = `GeneratedField.outputField has warnings:${warnings}`;
      found.push(new CheckWarning(message, { obj: this, id: 'fields.W224' }));
    }
    return found;
  }

  override deconstruct(): ReturnType<Field['deconstruct']> {
    const parts = super.deconstruct();
    delete parts.options['blank'];
    delete parts.options['editable'];
    return parts;
  }
}
