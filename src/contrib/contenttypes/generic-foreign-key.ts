import type { CheckMessage } from '../../core/checks/messages.ts';
import { ModelDefinitionError, ModelValueError } from '../../db/models/errors.ts';
import { Field } from '../../db/models/fields/field.ts';
import type { ForeignKey } from '../../db/models/fields/foreign-key.ts';
import type { FieldOptions } from '../../db/models/fields/options.ts';
import { isInstance } from '../../db/models/is-instance.ts';
import { keyText } from '../../db/models/key-text.ts';
import { loadPeers } from '../../db/models/load-peers.ts';
import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { CustomPrefetch, Prefetcher } from '../../db/models/prefetcher.ts';

import { checkGenericForeignKey } from './check-generic.ts';
import { ContentType } from './content-type.ts';
import type { ContentTypeManager } from './content-type-manager.ts';
import { GenericKeyPrefetcher } from './generic-key-prefetcher.ts';
import { GenericRef, UnreadType } from './generic-ref.ts';

export interface GenericForeignKeyOptions extends FieldOptions {
  /** The foreign key to ContentType, `'contentType'` unless said otherwise. */
  ctField?: string;
  /** The column with the object's primary key, `'objectId'` unless said otherwise. */
  fkField?: string;
  /** false for proxies to have a content type of their own. */
  forConcreteModel?: boolean;
}

type Own = Record<string, unknown>;

function own(instance: AnyModel): Own {
  return instance as unknown as Own;
}

/**
 * Points at an object of whatever model, by two columns: its content type and its primary key. The instance's property
 * is the source of truth: the object, null, or a GenericRef with what the columns say; the columns' properties read and
 * write through it.
 */
export class GenericForeignKeyField extends Field implements CustomPrefetch {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    ctField: 'contentType',
    fkField: 'objectId',
    forConcreteModel: true,
  };

  override readonly concrete: boolean = false;
  override readonly isRelation: boolean = true;
  override readonly manyToOne: boolean = true;
  override readonly buildsValue: boolean = true;
  readonly ctField: string;
  readonly fkField: string;
  readonly forConcreteModel: boolean;
  override readonly expandInitial = (): readonly [] => [];
  override readonly beforeSave = (instance: AnyModel): Promise<void> => this.#prepareSave(instance);
  #columns: PropertyDescriptorMap | undefined;

  constructor(options: GenericForeignKeyOptions = {}) {
    super({ editable: false, ...options });
    this.ctField = options.ctField ?? 'contentType';
    this.fkField = options.fkField ?? 'objectId';
    this.forConcreteModel = options.forConcreteModel ?? true;
  }

  override contributeToClass(model: ModelClass, name: string): void {
    this.setAttributesFromName(name);
    this.model = model;
    model._meta.addField(this, true);
  }

  protected override getColumn(): string {
    return '';
  }

  override dbType(): undefined {
    return undefined;
  }

  get contentTypeField(): ForeignKey {
    return this.model._meta.getField(this.ctField) as ForeignKey;
  }

  /** Take over the properties of the two columns, which the class body has set already. */
  override buildValue(instance: AnyModel, given: unknown): unknown {
    if (!Object.hasOwn(instance, this.ctField) || !Object.hasOwn(instance, this.fkField))
      throw this.#declaredTooEarly();
    const { [this.ctField]: type, [this.fkField]: id } = own(instance);
    this.#columns ??= this.#columnProperties();
    Object.defineProperties(instance, this.#columns);
    return given === undefined ? new GenericRef(this, instance, type, id) : this.#checked(given);
  }

  #columnProperties(): PropertyDescriptorMap {
    const field = this;
    const shared = { configurable: true, enumerable: true };
    return {
      [this.ctField]: {
        ...shared,
        get(this: AnyModel) {
          return field.#typeOf(this);
        },
        set(this: AnyModel, type: unknown) {
          field.#replace(this, type, field.#idOf(this));
        },
      },
      [this.fkField]: {
        ...shared,
        get(this: AnyModel) {
          return field.#idOf(this);
        },
        set(this: AnyModel, id: unknown) {
          field.#replace(this, field.#typeOf(this), id);
        },
      },
    };
  }

  #idOf(instance: AnyModel): unknown {
    const held = own(instance)[this.name];
    return held instanceof GenericRef ? held.id : isInstance(held) ? held.pk : null;
  }

  #typeOf(instance: AnyModel): unknown {
    const held = own(instance)[this.name];
    if (held instanceof GenericRef) return held.type;
    if (!isInstance(held)) return null;
    const options = { forConcreteModel: this.forConcreteModel };
    const type = this.#types(held).knownForModel(held.constructor as unknown as ModelClass, options);
    return type ?? new UnreadType(this, instance, held);
  }

  /** An object that the new columns still mean stays. */
  #replace(instance: AnyModel, type: unknown, id: unknown): void {
    const held = own(instance)[this.name];
    if (isInstance(held) && keyText(held.pk) === keyText(id)) {
      const before = this.#typeOf(instance);
      if (before === type || typeId(before) === typeId(type)) return;
    }
    own(instance)[this.name] = new GenericRef(this, instance, type, id);
  }

  #types(object: AnyModel): ContentTypeManager {
    const { db } = object._state;
    return db === undefined ? ContentType.objects : ContentType.objects.dbManager(db);
  }

  /** The content type of an object that may be assigned. */
  readType(object: AnyModel): Promise<ContentType> {
    const options = { forConcreteModel: this.forConcreteModel };
    return this.#types(object).getForModel(object.constructor as unknown as ModelClass, options);
  }

  /** The id in the content type column; null when there is none. */
  typeIdOf(instance: AnyModel): number | null {
    return this.contentTypeField.idOf(instance) as number | null;
  }

  async load(ref: GenericRef): Promise<AnyModel | null> {
    const { instance } = ref;
    const held = own(instance)[this.name];
    if (isInstance(held)) return held;
    if (ref.missing || ref.id === null || ref.id === undefined) return null;
    if (held !== ref) return held instanceof GenericRef ? this.load(held) : null;
    await loadPeers(instance, this.name, this.prefetcher());
    const loaded = own(instance)[this.name];
    return isInstance(loaded) ? loaded : null;
  }

  /** Have the object read again when it is asked for: after `refreshFromDb()`. */
  forgetObject(instance: AnyModel): void {
    own(instance)[this.name] = new GenericRef(this, instance, this.#typeOf(instance), this.#idOf(instance));
  }

  prefetcher(): Prefetcher {
    return new GenericKeyPrefetcher(this);
  }

  async #prepareSave(instance: AnyModel): Promise<void> {
    const held = own(instance)[this.name];
    if (!isInstance(held)) {
      this.#checked(held);
      return;
    }
    if (held.pk === null || held.pk === undefined) {
      throw new ModelValueError(
        `save() prohibited to prevent data loss due to unsaved related object '${this.name}'.`,
        `Save ${String(held)} first.`,
      );
    }
    await this.readType(held);
  }

  /** @throws ModelValueError for what is no instance of a model */
  #checked(value: unknown): unknown {
    if (value === null || isInstance(value) || value instanceof GenericRef) return value;
    throw new ModelValueError(
      `Cannot assign ${String(value)}: "${this.model._meta.objectName}.${this.name}" must be an instance of a model.`,
      `To give an id, use ${this.fkField} and ${this.ctField}.`,
    );
  }

  #declaredTooEarly(): ModelDefinitionError {
    return new ModelDefinitionError(
      `${this} stands before the fields that it is made of, '${this.ctField}' and '${this.fkField}'.`,
      'Declare it after both of them.',
    );
  }

  override check(): CheckMessage[] {
    return [...super.check(), ...checkGenericForeignKey(this)];
  }
}

/** The id of what a content type property holds. */
function typeId(held: unknown): unknown {
  return held instanceof UnreadType
    ? undefined
    : isInstance(held)
      ? held.pk
      : (held as { id?: unknown } | null)?.id;
}
