import { DEFAULT_DB_ALIAS } from '../../db/connections.ts';
import type { Field } from '../../db/models/fields/field.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { ManyToManyField } from '../../db/models/fields/many-to-many-field.ts';
import type { AnyModel } from '../../db/models/model.ts';
import { keyOf, keysOf } from './related-keys.ts';

/** An object that was read and is not saved yet. */
export class DeserializedObject<M extends AnyModel = AnyModel> {
  readonly object: M;
  /** Keys of many-to-many relations, by field name; set once the object is saved. */
  readonly m2mData: Map<string, readonly unknown[]>;
  /** Relations whose objects were not there yet, with their natural keys. */
  readonly deferredFields: Map<Field, unknown>;

  constructor(
    object: M,
    m2mData: Map<string, readonly unknown[]> = new Map(),
    deferredFields: Map<Field, unknown> = new Map(),
  ) {
    this.object = object;
    this.m2mData = m2mData;
    this.deferredFields = deferredFields;
  }

  /**
   * Write the row as it was read: `save()` of the model is not called, `autoNow` changes nothing, a parent's row is an object of its own.
   * Signals are sent with `raw: true`.
   * @param options.saveM2m false leaves many-to-many relations alone
   */
  async save(options: { using?: string; saveM2m?: boolean } = {}): Promise<void> {
    const { using = DEFAULT_DB_ALIAS, saveM2m = true } = options;
    await this.object.saveBase({ using, raw: true });
    if (!saveM2m) return;
    for (const [name, keys] of this.m2mData) await this.#setRelation(name, keys);
    this.m2mData.clear();
  }

  /** Set the relations that had to wait, now that all objects are saved. @throws DeserializationError for one that never came */
  async saveDeferredFields(options: { using?: string } = {}): Promise<void> {
    const { using = DEFAULT_DB_ALIAS } = options;
    if (this.deferredFields.size === 0) return;
    for (const [field, value] of this.deferredFields) {
      if (field.manyToMany) {
        const keys = await keysOf(field as ManyToManyField, value, { using });
        this.m2mData.set(field.name, keys!);
      } else {
        const key = await keyOf(field as ForeignKey, value, { using });
        Object.assign(this.object, { [field.attname]: key });
      }
    }
    this.deferredFields.clear();
    await this.save({ using });
  }

  toString(): string {
    return `<DeserializedObject: ${this.object._meta.label}(pk=${String(this.object.pk)})>`;
  }

  #setRelation(name: string, keys: readonly unknown[]): Promise<void> {
    const managers = this.object as unknown as Record<
      string,
      { set(keys: readonly unknown[]): Promise<void> }
    >;
    return managers[name]!.set(keys);
  }
}
