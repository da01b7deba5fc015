import type { CheckMessage } from '../../../core/checks/messages.ts';
import { ValidationError } from '../../../core/errors/validation-error.ts';
import { repr } from '../../../utils/python-str.ts';
import { ModelDefinitionError, ModelValueError } from '../errors.ts';
import { isInstance } from '../is-instance.ts';
import { MissingRef } from '../missing-ref.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { OnDelete } from '../on-delete.ts';
import { RelatedRef } from '../related-ref.ts';
import { checkForeignKey, checkRelation } from './check-relation.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import type { Deconstruction } from './deconstruct.ts';
import { deconstructField } from './deconstruct.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';
import { ManyToOneRel, type Relation, type RelationTarget } from './relation.ts';
import { deconstructTarget } from './relation-target.ts';

export interface ForeignKeyOptions extends FieldOptions {
  /** What happens to this row when the other one is deleted. */
  onDelete: OnDelete;
  /** Property of the other model that leads back here; `'+'` for none. */
  relatedName?: string | null;
  /** Name in lookups from the other model. */
  relatedQueryName?: string | null;
  /** Lookups (an object, a Q, or a function) that narrow the choices of forms. */
  limitChoicesTo?: unknown;
  /** Field of the other model that is pointed at; its primary key otherwise. */
  toField?: string | null;
  /** Whether the database enforces it. */
  dbConstraint?: boolean;
  parentLink?: boolean;
  swappable?: boolean;
}

/**
 * Many rows here point at one row there. The instance's property holds a RelatedRef, the loaded object, or null;
 * `authorId` reads and writes through it.
 */
export class ForeignKey extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    to: undefined,
    onDelete: undefined,
    relatedName: null,
    relatedQueryName: null,
    limitChoicesTo: null,
    toField: null,
    dbIndex: true,
    dbConstraint: true,
    parentLink: false,
    swappable: true,
  };
  static override readonly errorMessages = {
    ...Field.errorMessages,
    invalid: '%(model)s instance with %(field)s %(value)r is not a valid choice.',
  };
  static override readonly description: string = 'Foreign Key (type determined by related field)';

  override readonly isRelation: boolean = true;
  override readonly manyToOne: boolean = true;
  override readonly buildsValue: boolean = true;
  override readonly emptyStringsAllowed: boolean = false;
  override readonly remoteField: Relation;
  readonly onDelete: OnDelete;
  readonly dbConstraint: boolean;
  readonly toField: string | null;
  #target: Field | undefined;

  constructor(options: ForeignKeyOptions & { to: RelationTarget }) {
    super(options);
    if (!(options?.onDelete instanceof OnDelete)) {
      throw new ModelDefinitionError(
        `${this.constructor.name} needs an onDelete.`,
        'Give it models.CASCADE, PROTECT, RESTRICT, SET_NULL, SET_DEFAULT, SET(...) or DO_NOTHING.',
      );
    }
    this.onDelete = options.onDelete;
    this.dbConstraint = options.dbConstraint ?? true;
    this.toField = options.toField ?? null;
    this.remoteField = this.makeRelation(options);
  }

  protected makeRelation(options: ForeignKeyOptions & { to: RelationTarget }): Relation {
    return new ManyToOneRel(this, options);
  }

  override getAttname(): string {
    return `${this.name}Id`;
  }

  override getInternalType(): string {
    return 'ForeignKey';
  }

  /** The field that is pointed at. */
  get targetField(): Field {
    if (this.#target === undefined) {
      const meta = this.remoteField.model()._meta;
      const target = this.toField === null ? meta.pk : meta.getField(this.toField);
      this.#target = target as Field;
    }
    return this.#target;
  }

  /** Pairs of the columns that are equated in a join. */
  get relatedFields(): readonly (readonly [local: Field, foreign: Field])[] {
    return [[this, this.targetField]];
  }

  get foreignRelatedFields(): readonly Field[] {
    return [this.targetField];
  }

  /** The setting that decides the target, when it is a swappable model such as the user. */
  get swappableSetting(): string | undefined {
    if (this.options['swappable'] === false) return undefined;
    return this.remoteField.resolved?._meta.swappable ?? undefined;
  }

  override buildValue(instance: AnyModel, value: unknown): unknown {
    if (value === null || value === undefined) return this.null ? null : new MissingRef(instance, this, null);
    return isInstance(value) ? value : new RelatedRef(instance, this, value);
  }

  /** What the `authorId` accessor reads. */
  idOf(instance: AnyModel): unknown {
    const held = (instance as unknown as Record<string, unknown>)[this.name];
    if (held === null || held === undefined) return null;
    if (held instanceof RelatedRef) return held.id;
    if (!isInstance(held)) return held;
    return (held as unknown as Record<string, unknown>)[this.targetField.attname];
  }

  /** What the `authorId` accessor writes: an object that fits stays, another id takes its place. */
  setId(instance: AnyModel, id: unknown): void {
    const own = instance as unknown as Record<string, unknown>;
    if (own[this.name] !== undefined && this.idOf(instance) === id) return;
    const isEmpty = id === null || id === undefined;
    own[this.name] = isEmpty ? this.buildValue(instance, null) : new RelatedRef(instance, this, id);
  }

  /** The object when it is loaded, null for an empty relation, undefined while it has to be awaited. */
  cachedValue(instance: AnyModel): AnyModel | null | undefined {
    const held = (instance as unknown as Record<string, unknown>)[this.name];
    if (isInstance(held)) return held;
    return held === null || held === undefined || this.idOf(instance) === null ? null : undefined;
  }

  /** @throws ModelValueError when the value is no instance of the model that is pointed at */
  checkValue(value: unknown): void {
    if (value === null || value === undefined || value instanceof RelatedRef) return;
    const model = this.remoteField.model();
    if (isInstance(value) && value._meta.concreteModel === model._meta.concreteModel) return;
    if (isInstance(value) && value instanceof (model._meta.concreteModel as ModelClass)) return;
    throw new ModelValueError(
      `Cannot assign "${repr(value)}": "${this.model._meta.objectName}.${this.name}" must be a "${model._meta.objectName}" instance.`,
      `To give an id, use ${this.attname}.`,
    );
  }

  /** The row that is pointed at has to be there, and be one that `limitChoicesTo` allows. */
  override async validateInDatabase(value: unknown, instance: AnyModel): Promise<void> {
    if (value === null || value === undefined || this.remoteField.parentLink) return;
    const model = this.remoteField.model();
    const { name } = this.targetField;
    const limit = this.limitChoices();
    const held = this.cachedValue(instance);
    const db = instance._state.db ?? held?._state.db ?? null;
    const rows = model._meta.baseManager.using(db).filter({ [name]: value });
    if (await (limit === undefined ? rows : rows.filter(limit as object)).exists()) return;
    const params = { model: model._meta.verboseName, pk: value, field: name, value };
    throw new ValidationError(this.errorMessages['invalid']!, { code: 'invalid', params });
  }

  /** `limitChoicesTo`, called when it is a function; undefined when there is none. */
  limitChoices(): unknown {
    const limit = this.remoteField.limitChoicesTo;
    const given = typeof limit === 'function' ? limit() : limit;
    return given === null ? undefined : given;
  }

  override getDefault(): unknown {
    const value = super.getDefault();
    return isInstance(value)
      ? (value as unknown as Record<string, unknown>)[this.targetField.attname]
      : value;
  }

  override toPython(value: unknown): unknown {
    return this.targetField.toPython(isInstance(value) ? value.pk : value);
  }

  override getPrepValue(value: unknown): unknown {
    return this.targetField.getPrepValue(value);
  }

  override getDbPrepValue(value: unknown, connection: FieldConnection, prepared = false): unknown {
    return this.targetField.getDbPrepValue(value, connection, prepared);
  }

  override getDbPrepSave(value: unknown, connection: FieldConnection): unknown {
    if (value === null || value === undefined) return null;
    return this.targetField.getDbPrepSave(value, connection);
  }

  override dbType(connection: FieldConnection): string | undefined {
    return this.targetField.relDbType(connection);
  }

  override dbCheck(): undefined {
    return undefined;
  }

  override dbTypeSuffix(): undefined {
    return undefined;
  }

  override dbParameters(connection: FieldConnection): DbParameters {
    const { collation } = this.targetField.dbParameters(connection);
    return { type: this.dbType(connection), check: undefined, collation };
  }

  override check(): CheckMessage[] {
    return [...super.check(), ...checkRelation(this, this.remoteField), ...checkForeignKey(this)];
  }

  override deconstruct(): Deconstruction {
    const parts = deconstructField(this);
    const { to: _to, onDelete: _onDelete, ...rest } = parts.options;
    return { ...parts, options: { to: deconstructTarget(this), onDelete: this.onDelete, ...rest } };
  }
}
