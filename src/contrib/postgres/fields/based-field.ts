import { Field } from '../../../db/models/fields/field.ts';
import type { ModelClass } from '../../../db/models/model.ts';
import { ItemReaders } from './item-values.ts';

/** A column of values of another kind of field, its base: what arrays and ranges are. The base has its name and model, for messages. */
export abstract class BasedField extends Field {
  override readonly emptyStringsAllowed: boolean = false;
  override readonly vendor: string = 'postgresql';
  /** What the items, or the ends, are. */
  abstract readonly baseField: Field;
  protected readonly readers: ItemReaders = new ItemReaders(() => this.baseField);

  override setAttributesFromName(name: string): void {
    super.setAttributesFromName(name);
    this.baseField.setAttributesFromName(name);
  }

  override contributeToClass(model: ModelClass, name: string): void {
    super.contributeToClass(model, name);
    this.adopt(model);
  }

  /** The model of nested fields, too. */
  private adopt(model: ModelClass): void {
    this.baseField.model = model;
    if (this.baseField instanceof BasedField) this.baseField.adopt(model);
  }
}
