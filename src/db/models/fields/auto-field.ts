import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { isPlainObject } from '../../../utils/is-plain-object.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { ModelClass } from '../model.ts';
import type { FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import { IntegerField } from './integer-field.ts';
import type { FieldOptions } from './options.ts';

/** A whole number that the database gives out, one after the other. */
export class AutoField extends IntegerField {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = { ...Field.optionDefaults };
  override readonly dbReturning: boolean = true;

  constructor(options: FieldOptions = {}) {
    super(isPlainObject(options) ? { ...options, blank: true } : options);
  }

  override contributeToClass(model: ModelClass, name: string): void {
    super.contributeToClass(model, name);
    if (model._meta.autoField !== undefined) {
      throw new ModelDefinitionError(
        `Model ${model._meta.label} can't have more than one auto-generated field.`,
        `Remove '${name}' or '${model._meta.autoField.name}'.`,
      );
    }
    model._meta.autoField = this;
  }

  override validate(): void {}

  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('IntegerField', this);
  }

  override check(): CheckMessage[] {
    const found = super.check();
    if (this.primaryKey) return found;
    return [
      ...found,
      new CheckError('AutoFields must set primaryKey: true.', { obj: this, id: 'fields.E100' }),
    ];
  }

  override deconstruct(): ReturnType<Field['deconstruct']> {
    const parts = super.deconstruct();
    delete parts.options['blank'];
    return parts;
  }
}

export class BigAutoField extends AutoField {
  static override readonly description: string = 'Big (8 byte) integer';

  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('BigIntegerField', this);
  }
}

export class SmallAutoField extends AutoField {
  static override readonly description: string = 'Small integer';

  override relDbType(connection: FieldConnection): string | undefined {
    return connection.columnType('SmallIntegerField', this);
  }
}
