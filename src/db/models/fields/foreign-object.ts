import type { CheckMessage } from '../../../core/checks/messages.ts';
import { repr } from '../../../utils/python-str.ts';
import { ModelDefinitionError, ModelValueError } from '../errors.ts';
import { isInstance } from '../is-instance.ts';
import { isKeySet } from '../key-is-set.ts';
import { keyText } from '../key-text.ts';
import { MissingRef } from '../missing-ref.ts';
import type { AnyModel } from '../model.ts';
import { OnDelete } from '../on-delete.ts';
import { RelatedRef } from '../related-ref.ts';
import { checkForeignObject } from './check-foreign-object.ts';
import { checkRelation } from './check-relation.ts';
import type { Deconstruction } from './deconstruct.ts';
import { deconstructField } from './deconstruct.ts';
import type { Field } from './field.ts';
import { FieldGroup } from './field-group.ts';
import type { FieldOptions } from './options.ts';
import { ManyToOneRel, type Relation, type RelationTarget } from './relation.ts';
import { deconstructTarget } from './relation-target.ts';

export interface ForeignObjectOptions extends FieldOptions {
  onDelete: OnDelete;
  /** Fields of this model that hold what the relation goes by. */
  fromFields: readonly string[];
  /** The fields of the other model that they are equal to, in the same order; unique together. */
  toFields: readonly string[];
  relatedName?: string | null;
  relatedQueryName?: string | null;
  limitChoicesTo?: unknown;
}

/**
 * Points at a row by several columns that this model has already. It adds no column and no constraint: the fields that it
 * is made of are the source of truth, and the object is kept beside them.
 */
export class ForeignObject extends FieldGroup {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...FieldGroup.optionDefaults,
    to: undefined,
    onDelete: undefined,
    fromFields: undefined,
    toFields: undefined,
    relatedName: null,
    relatedQueryName: null,
    limitChoicesTo: null,
  };
  override readonly isRelation: boolean = true;
  override readonly manyToOne: boolean = true;
  override readonly buildsValue: boolean = true;
  override readonly isVirtualProperty: boolean = true;
  override readonly remoteField: Relation;
  readonly onDelete: OnDelete;
  readonly fromFields: readonly string[];
  readonly toFields: readonly string[];
  override readonly expandInitial = (value: unknown): Iterable<readonly [Field, unknown]> => {
    const parts = this.partsOf(this.keyOf(value));
    return this.componentFields.map((field, index) => [field, parts[index]] as const);
  };
  #target: FieldGroup | undefined;

  constructor(options: ForeignObjectOptions & { to: RelationTarget }) {
    const { fromFields, toFields } = options ?? {};
    if (!Array.isArray(fromFields) || fromFields.length === 0 || fromFields.length !== toFields?.length) {
      throw new ModelDefinitionError(
        'ForeignObject needs fromFields and toFields, as many names in each.',
        "Write models.ForeignObject(() => Line, { fromFields: ['order', 'number'], toFields: ['order', 'number'], ... }).",
      );
    }
    super({ ...options, fieldNames: fromFields } as never);
    if (!(options.onDelete instanceof OnDelete)) {
      throw new ModelDefinitionError(
        'ForeignObject needs an onDelete.',
        'Give it models.CASCADE or another.',
      );
    }
    this.onDelete = options.onDelete;
    this.fromFields = fromFields;
    this.toFields = toFields;
    this.remoteField = new ManyToOneRel(this, options);
  }

  /** The fields that are pointed at, as one. */
  get targetField(): FieldGroup {
    this.#target ??= FieldGroup.of(this.remoteField.model(), this.toFields);
    return this.#target;
  }

  /** Pairs of the columns that are equated in a join. */
  get relatedFields(): readonly (readonly [local: Field, foreign: Field])[] {
    const { componentFields } = this.targetField;
    return this.componentFields.map((local, index) => [local, componentFields[index]!] as const);
  }

  get foreignRelatedFields(): readonly Field[] {
    return [this.targetField];
  }

  /** What is kept for an object that the constructor was given; the property itself is on the prototype. */
  override buildValue(instance: AnyModel, given: unknown): undefined {
    if (isInstance(given)) instance._state.setCached(this.name, given);
    return undefined;
  }

  /** The values of the columns; null when one of them is empty, so that nothing is pointed at. */
  idOf(instance: AnyModel): readonly unknown[] | null {
    const key = this.valueFromObject(instance);
    return isKeySet(key) ? key : null;
  }

  /** What an object is pointed at by. @throws ModelValueError for what is no object of the other model */
  keyOf(value: unknown): readonly unknown[] | null {
    if (value === null || value === undefined) return null;
    this.checkValue(value);
    return this.targetField.valueFromObject(value as AnyModel);
  }

  /** The object, null for a relation that may be empty and is, or a reference to await. */
  read(instance: AnyModel): unknown {
    const key = this.idOf(instance);
    if (key === null) return this.null ? null : new MissingRef(instance, this, null);
    const held = instance._state.getCached(this.name);
    const heldKey = held instanceof RelatedRef ? held.id : isInstance(held) ? this.keyOf(held) : undefined;
    if (heldKey !== undefined && keyText(heldKey) === keyText(key)) return held;
    const ref = new RelatedRef(instance, this, key);
    instance._state.setCached(this.name, ref);
    return ref;
  }

  /** Point at an object, or at none. */
  write(instance: AnyModel, value: unknown): void {
    if (!(value instanceof RelatedRef)) this.assign(instance, this.keyOf(value));
    instance._state.setCached(this.name, value);
  }

  /** The object when it is loaded, null for an empty relation, undefined while it has to be awaited. */
  cachedValue(instance: AnyModel): AnyModel | null | undefined {
    const held = this.read(instance);
    if (isInstance(held)) return held;
    return held === null || this.idOf(instance) === null ? null : undefined;
  }

  checkValue(value: unknown): void {
    const { concreteModel, objectName } = this.remoteField.model()._meta;
    if (isInstance(value) && value instanceof concreteModel) return;
    throw new ModelValueError(
      `Cannot assign "${repr(value)}": "${this.model._meta.objectName}.${this.name}" must be a "${objectName}" instance.`,
      `To give values, use ${this.fromFields.join(' and ')}.`,
    );
  }

  override check(): CheckMessage[] {
    return [...checkRelation(this, this.remoteField), ...checkForeignObject(this)];
  }

  override deconstruct(): Deconstruction {
    const parts = deconstructField(this);
    const { to: _to, onDelete: _onDelete, fieldNames: _fieldNames, ...rest } = parts.options;
    return { ...parts, options: { to: deconstructTarget(this), onDelete: this.onDelete, ...rest } };
  }
}
