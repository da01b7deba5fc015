import type { CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { ModelDefinitionError, ModelValueError } from '../errors.ts';
import type { AnyModel } from '../model.ts';
import { checkCompositeKey } from './check-composite-key.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import type { Deconstruction } from './deconstruct.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';

export interface CompositePrimaryKeyOptions extends FieldOptions {
  /** The fields that make the key up, in order; of a relation its name or that of its id. */
  fieldNames: readonly string[];
}

/** What follows from being a key of several columns, and cannot be chosen. */
const FIXED = { primaryKey: true, blank: true, editable: false, serialize: false } as const;
const REFUSED = ['default', 'dbDefault', 'dbColumn'] as const;

/**
 * A primary key of several columns. It has none of its own: `pk` reads and writes the fields that it names, and is a list
 * of their values.
 */
export class CompositePrimaryKey extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    fieldNames: [],
  };
  override readonly concrete: boolean = false;
  override readonly buildsValue: boolean = true;
  readonly fieldNames: readonly string[];
  override readonly expandInitial = (value: unknown): Iterable<readonly [Field, unknown]> => {
    const parts = this.#partsOf(value);
    return this.componentFields.map((field, index) => [field, parts[index]] as const);
  };
  #fields: readonly Field[] | undefined;

  constructor(options: CompositePrimaryKeyOptions) {
    super({ ...options, ...FIXED });
    for (const name of REFUSED) {
      if (options[name] !== undefined && options[name] !== null)
        throw new ModelDefinitionError(`CompositePrimaryKey has no option '${name}'.`, 'It has no column.');
    }
    const names = options.fieldNames;
    if (names.some((name) => typeof name !== 'string') || new Set(names).size < Math.max(names.length, 2)) {
      throw new ModelDefinitionError(
        'CompositePrimaryKey takes the names of at least two fields, each of them once.',
        "Write pk = models.CompositePrimaryKey('productId', 'orderId').",
      );
    }
    this.fieldNames = names;
  }

  /** The fields that the key is made of. */
  get componentFields(): readonly Field[] {
    this.#fields ??= this.fieldNames.map((name) => this.model._meta.getField(name) as Field);
    return this.#fields;
  }

  override get unique(): boolean {
    return true;
  }

  protected override getColumn(): string {
    return '';
  }

  override dbType(): undefined {
    return undefined;
  }

  override dbParameters(_connection: FieldConnection): DbParameters {
    return { type: undefined, check: undefined };
  }

  /** The property is the model's own `pk`, which shows when the declaration's is taken away (`frames.ts`). */
  override buildValue(): undefined {
    return undefined;
  }

  override valueFromObject(instance: AnyModel): unknown[] {
    return this.componentFields.map((field) => field.valueFromObject(instance));
  }

  /** Set the fields. @throws ModelValueError for anything but a list of as many values, or null */
  assign(instance: AnyModel, value: unknown): void {
    const parts = this.#partsOf(value);
    this.componentFields.forEach((field, index) => {
      (instance as unknown as Record<string, unknown>)[field.attname] = parts[index];
    });
  }

  #partsOf(value: unknown): readonly unknown[] {
    const { length } = this.fieldNames;
    if (value === null || value === undefined) return Array.from({ length }, () => null);
    if (Array.isArray(value) && value.length === length) return value;
    throw new ModelValueError(
      `'pk' of ${this.model._meta.objectName} takes a list of ${length} values: ${this.fieldNames.join(', ')}.`,
    );
  }

  /** From a list, or from the text of one as fixtures have it. */
  override toPython(value: unknown): unknown {
    const given = typeof value === 'string' ? parsed(value) : value;
    if (given === null || given === undefined) return null;
    if (!Array.isArray(given) || given.length !== this.fieldNames.length) {
      throw new ValidationError(`A list of ${this.fieldNames.length} values is needed.`, { code: 'invalid' });
    }
    return this.componentFields.map((field, index) => field.toPython(given[index]));
  }

  override valueToString(instance: AnyModel): string {
    return JSON.stringify(this.componentFields.map((field) => field.valueToString(instance)));
  }

  override check(): CheckMessage[] {
    return checkCompositeKey(this);
  }

  override deconstruct(): Deconstruction {
    const parts = super.deconstruct();
    for (const name of Object.keys(FIXED)) delete parts.options[name];
    return parts;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return text;
    throw error;
  }
}
