import type { CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import type { Statement } from '../../backends/base/ddl-references.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import type { SchemaModel } from '../../backends/base/schema-model.ts';
import { DEFAULT_DB_ALIAS } from '../../connections.ts';
import { ModelDefinitionError } from '../errors.ts';
import { givenOptions } from '../indexes/given-options.ts';
import type { NamedMetaObject } from '../meta.ts';
import type { AnyModel, ModelClass } from '../model.ts';

export interface ConstraintOptions {
  name: string;
  /** Kind of the ValidationError when a row breaks it. */
  violationErrorCode?: string | null;
  violationErrorMessage?: string | null;
}

export interface ConstraintValidation {
  /** Fields that are not looked at. */
  exclude?: Iterable<string>;
  /** Alias of the database that is asked. */
  using?: string;
}

/** A rule about the rows of a table, kept by the database and checked by `fullClean()`. */
export abstract class BaseConstraint implements NamedMetaObject {
  static readonly defaultMessage: string = 'Constraint “%(name)s” is violated.';

  name: string;
  readonly violationErrorCode: string | null;
  readonly violationErrorMessage: string;

  constructor(options: ConstraintOptions) {
    const name: unknown = (options as ConstraintOptions | null | undefined)?.name;
    if (typeof name !== 'string' || name === '') {
      throw new ModelDefinitionError(
        `A ${new.target.name} needs a name.`,
        "Give it one: name: 'price_is_positive'.",
      );
    }
    this.name = name;
    this.violationErrorCode = options.violationErrorCode ?? null;
    this.violationErrorMessage = options.violationErrorMessage ?? BaseConstraint.defaultMessage;
  }

  abstract constraintSql(model: SchemaModel, editor: SchemaEditor): string | undefined;
  abstract createSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined;
  abstract removeSql(model: SchemaModel, editor: SchemaEditor): Statement | undefined;
  /** The options beside those that every constraint has. */
  protected abstract ownOptions(): Readonly<Record<string, unknown>>;
  /**
   * Check an instance before it is saved; says nothing when a field that it needs is excluded.
   * @throws ValidationError
   */
  abstract validate(model: ModelClass, instance: AnyModel, options?: ConstraintValidation): Promise<void>;

  /** System checks of this constraint on a model. */
  check(_model: ModelClass): CheckMessage[] {
    return [];
  }

  protected violation(): ValidationError {
    return new ValidationError(this.violationErrorMessage, {
      params: { name: this.name },
      ...(this.violationErrorCode === null ? {} : { code: this.violationErrorCode }),
    });
  }

  clone(): BaseConstraint {
    const type = this.constructor as new (options: ConstraintOptions) => BaseConstraint;
    return new type(this.deconstruct().options as unknown as ConstraintOptions);
  }

  deconstruct(): { path: string; args: readonly unknown[]; options: Record<string, unknown> } {
    const message = this.violationErrorMessage;
    const options = givenOptions({
      ...this.ownOptions(),
      name: this.name,
      violationErrorCode: this.violationErrorCode,
      violationErrorMessage: message === BaseConstraint.defaultMessage ? null : message,
    });
    return { path: this.constructor.name, args: [], options };
  }

  toString(): string {
    return `<${this.constructor.name}: ${this.name}>`;
  }
}

/** The options of `validate()` with their defaults. */
export function validationOf({ exclude = [], using = DEFAULT_DB_ALIAS }: ConstraintValidation): {
  exclude: ReadonlySet<string>;
  using: string;
} {
  return { exclude: new Set(exclude), using };
}
