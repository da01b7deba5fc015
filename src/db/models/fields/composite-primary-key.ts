import type { CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { AnyModel } from '../model.ts';
import { checkCompositeKey } from './check-composite-key.ts';
import type { Deconstruction } from './deconstruct.ts';
import type { Field } from './field.ts';
import { FieldGroup, type FieldGroupOptions } from './field-group.ts';

export type CompositePrimaryKeyOptions = FieldGroupOptions;

/** What follows from being a key of several columns, and cannot be chosen. */
const FIXED = { primaryKey: true, blank: true, editable: false, serialize: false } as const;
const REFUSED = ['default', 'dbDefault', 'dbColumn'] as const;

/**
 * A primary key of several columns. It has none of its own: `pk` reads and writes the fields that it names, and is a list
 * of their values.
 */
export class CompositePrimaryKey extends FieldGroup {
  override readonly buildsValue: boolean = true;
  override readonly isVirtualProperty: boolean = true;
  override readonly expandInitial = (value: unknown): Iterable<readonly [Field, unknown]> => {
    const parts = this.partsOf(value);
    return this.componentFields.map((field, index) => [field, parts[index]] as const);
  };

  constructor(options: CompositePrimaryKeyOptions) {
    super({ ...options, ...FIXED });
    for (const name of REFUSED) {
      if (options?.[name] !== undefined && options[name] !== null)
        throw new ModelDefinitionError(`CompositePrimaryKey has no option '${name}'.`, 'It has no column.');
    }
    const names = options?.fieldNames;
    if (
      !Array.isArray(names) ||
      names.some((name) => typeof name !== 'string') ||
      new Set(names).size < Math.max(names.length, 2)
    ) {
      throw new ModelDefinitionError(
        'CompositePrimaryKey takes the names of at least two fields, each of them once.',
        "Write pk = models.CompositePrimaryKey('productId', 'orderId').",
      );
    }
  }

  override get unique(): boolean {
    return true;
  }

  /** The property is the model's own `pk`, which shows when the declaration's is taken away (`frames.ts`). */
  override buildValue(): undefined {
    return undefined;
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
    const parts = this.componentFields.map((field) => JSON.stringify(field.valueToString(instance)));
    return `[${parts.join(', ')}]`;
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
