import { ModelValueError } from '../errors.ts';
import type { AnyModel } from '../model.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';

export interface FieldGroupOptions extends FieldOptions {
  /** The fields that stand together, in order; of a relation its name or that of its id. */
  fieldNames: readonly string[];
}

/** Several columns of a model as one: what a composite key is, and what a relation over several columns points at. */
export class FieldGroup extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    fieldNames: [],
  };
  override readonly concrete: boolean = false;
  readonly fieldNames: readonly string[];
  #fields: readonly Field[] | undefined;

  constructor(options: FieldGroupOptions) {
    super(options);
    this.fieldNames = options.fieldNames;
  }

  /** The fields of some columns of a model, without a name of their own. */
  static of(model: FieldGroup['model'], fieldNames: readonly string[]): FieldGroup {
    const group = new FieldGroup({ fieldNames });
    group.model = model;
    return group;
  }

  get componentFields(): readonly Field[] {
    this.#fields ??= this.fieldNames.map((name) => this.model._meta.getField(name) as Field);
    return this.#fields;
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

  override valueFromObject(instance: AnyModel): unknown[] {
    return this.componentFields.map((field) => field.valueFromObject(instance));
  }

  /** Set the fields. @throws ModelValueError for anything but a list of as many values, or null */
  assign(instance: AnyModel, value: unknown): void {
    const parts = this.partsOf(value);
    this.componentFields.forEach((field, index) => {
      (instance as unknown as Record<string, unknown>)[field.attname] = parts[index];
    });
  }

  protected partsOf(value: unknown): readonly unknown[] {
    const { length } = this.fieldNames;
    if (value === null || value === undefined) return Array.from({ length }, () => null);
    if (Array.isArray(value) && value.length === length) return value;
    throw new ModelValueError(
      `'${this.name}' of ${this.model._meta.objectName} takes a list of ${length} values: ${this.fieldNames.join(', ')}.`,
    );
  }
}
