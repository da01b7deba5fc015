import type { MultipleObjectsReturned, ObjectDoesNotExist } from '../../core/errors/object-does-not-exist.ts';
import { markAltersData } from '../../utils/alters-data.ts';
import type { ObjectNotUpdated } from '../errors.ts';
import { DeferredValue } from './deferred-value.ts';
import { ModelDefinitionError } from './errors.ts';
import { CompositePrimaryKey } from './fields/composite-primary-key.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import { type BuildingFrame, isCollecting, openFrame, takePreparedFrame } from './frames.ts';
import { frameOfNew } from './initial-values.ts';
import { IS_MODEL } from './is-instance.ts';
import { isKeySet } from './key-is-set.ts';
import { keyText } from './key-text.ts';
import type { ModelMeta } from './meta.ts';
import { giveOwnErrors } from './model-errors.ts';
import { ModelState, NEW_ROW, type RowSource, savedRow } from './model-state.ts';
import {
  type CleanOptions,
  cleanFields,
  fullClean,
  validateConstraints,
  validateUnique,
} from './model-validation.ts';
import type { Options } from './options.ts';
import {
  type DeleteOptions,
  type DeletionCount,
  persistence,
  type RefreshOptions,
  type SaveOptions,
} from './persistence.ts';
import { postInit, preInit } from './signals.ts';

/** An instance of whatever model. */
export type AnyModel = Model<unknown>;

/** A model class, as functions take it. `M` is the type of its instances. */
export interface ModelClass<M extends AnyModel = AnyModel> {
  new (values?: object): M;
  readonly prototype: M;
  readonly name: string;
  readonly _meta: Options;
  readonly meta?: ModelMeta;
  readonly DoesNotExist: typeof ObjectDoesNotExist;
  readonly MultipleObjectsReturned: typeof MultipleObjectsReturned;
  readonly NotUpdated: typeof ObjectNotUpdated;
}

/** Say that an instance is a row of a database now. */
export let markSaved: (instance: AnyModel, alias: string) => void;

/**
 * A row and what can be done with it. A project's models extend it and declare their fields as properties;
 * `Pk` is the type of the primary key: `class Country extends models.Model<string> { code = models.CharField({ primaryKey: true, ... }) }`.
 */
export abstract class Model<Pk = number> {
  static {
    markAltersData(this.prototype, 'save', 'saveBase', 'delete');
    giveOwnErrors(this);
    // Not written as an accessor, so that the property `pk` of a composite key may be declared in a class body.
    Object.defineProperty(this.prototype, 'pk', {
      configurable: true,
      get(this: AnyModel) {
        return this._meta.pk.valueFromObject(this);
      },
      set(this: AnyModel, value: unknown) {
        setPrimaryKey(this, value);
      },
    });
    markSaved = (instance, alias) => {
      const state = instance.#state;
      if (state.adding && !(state instanceof ModelState)) {
        instance.#state = savedRow(alias);
      } else {
        instance._state.adding = false;
        instance._state.db = alias;
      }
    };
  }

  declare static readonly _meta: Options;
  declare static readonly DoesNotExist: typeof ObjectDoesNotExist;
  declare static readonly MultipleObjectsReturned: typeof MultipleObjectsReturned;
  /** A forced update found no row: `save({ forceUpdate: true })`, `save({ updateFields: [...] })`. */
  declare static readonly NotUpdated: typeof ObjectNotUpdated;

  /**
   * The automatic primary key; null at run time until the row is saved. A model with a key of its own has none, or, where the
   * key is composite, a field of whatever type.
   */
  declare id: Pk extends readonly unknown[] ? unknown : Pk;
  /** The primary key, whatever its name; a list of values when it is composite. */
  declare pk: Pk;
  #state: ModelState | RowSource;

  /**
   * @param values by field name, `authorId` for a relation's id, `pk` for the primary key
   * @throws ModelValueError for a name that the model doesn't have
   */
  constructor(values?: object) {
    const model = new.target as unknown as ModelClass;
    const prepared = takePreparedFrame();
    if (prepared !== undefined) {
      this.#state = prepared.source!;
      if (prepared.runsBody) begin(this, prepared, model._meta);
      return;
    }
    this.#state = NEW_ROW;
    const meta = model._meta as Options | undefined;
    if (meta?.model === model && !meta.abstract) {
      if (preInit.hasListeners(model)) preInit.tell(model, { values: values ?? {} });
      begin(this, frameOfNew(meta, values), meta);
      if (postInit.hasListeners(model)) queueMicrotask(() => postInit.tell(model, { instance: this }));
    } else if (!isCollecting(model)) {
      throw notUsable(model, meta);
    }
  }

  /**
   * Make the instance of a row that a query found; override it to do more with it.
   * @param fieldNames attnames of the fields that were loaded
   * @param values theirs, in the same order
   */
  static fromDb<M extends AnyModel>(
    this: ModelClass<M>,
    db: string,
    fieldNames: readonly string[],
    values: readonly unknown[],
  ): M {
    return persistence().fromDb(this, db, fieldNames, values) as M;
  }

  get [IS_MODEL](): true {
    return true;
  }

  get _meta(): Options {
    return (this.constructor as unknown as ModelClass)._meta;
  }

  get _state(): ModelState {
    const state = this.#state;
    if (state instanceof ModelState) return state;
    const own = new ModelState(state.adding, state.db, state.peers);
    this.#state = own;
    return own;
  }

  /** Insert the row, or update it when it is there already. */
  save(options: SaveOptions = {}): Promise<void> {
    const { fieldsBeforeSave } = this._meta;
    if (fieldsBeforeSave.length === 0) return persistence().save(this, options);
    return Promise.all(fieldsBeforeSave.map((field) => field.beforeSave?.(this))).then(() =>
      persistence().save(this, options),
    );
  }

  /**
   * What `save()` does once related objects are checked and the database is chosen: for those who bring rows in as they are.
   * @param options.raw write the values as they are, in this model's own table: `autoNow` changes nothing, a parent's row is left alone, and signals say so
   */
  saveBase(options: SaveOptions & { raw?: boolean } = {}): Promise<void> {
    return persistence().saveBase(this, options);
  }

  /** Delete the row and what depends on it. @returns how many rows went, in all and by model */
  delete(options: DeleteOptions = {}): Promise<DeletionCount> {
    return persistence().delete(this, options);
  }

  /** Read the row again. */
  refreshFromDb(options: RefreshOptions = {}): Promise<void> {
    return persistence().refreshFromDb(this, options);
  }

  /** Check everything: each field, `clean()`, uniqueness, constraints. @throws ValidationError with messages by field */
  fullClean(options: CleanOptions = {}): Promise<void> {
    return fullClean(this, options);
  }

  /** Check each field by itself, and convert its value. @throws ValidationError */
  cleanFields(options: Pick<CleanOptions, 'exclude'> = {}): Promise<void> {
    return cleanFields(this, options.exclude);
  }

  /** A model's own checks, about several fields together: override it and throw ValidationError. */
  clean(): void | Promise<void> {}

  validateUnique(options: Pick<CleanOptions, 'exclude'> = {}): Promise<void> {
    return validateUnique(this, options.exclude);
  }

  validateConstraints(options: Pick<CleanOptions, 'exclude'> = {}): Promise<void> {
    return validateConstraints(this, options.exclude);
  }

  /** Names of the columns that are not loaded, after `only()` or `defer()`. */
  getDeferredFields(): Set<string> {
    const own = this as unknown as Record<string, unknown>;
    const deferred = this._meta.concreteFields.filter((field) => own[field.name] instanceof DeferredValue);
    return new Set(deferred.map((field) => field.attname));
  }

  /** The plain value of a field, an id for a relation. */
  serializableValue(name: string): unknown {
    const field = this._meta.fieldsMap.get(name);
    const own = this as unknown as Record<string, unknown>;
    return field !== undefined && 'attname' in field ? field.valueFromObject(this) : own[name];
  }

  /** Whether both stand for the same row: same concrete model, same primary key. Unsaved ones equal only themselves. */
  equals(other: unknown): boolean {
    if (this === other) return true;
    if (!(other instanceof Model) || other._meta.concreteModel !== this._meta.concreteModel) return false;
    return isKeySet(this.pk) && String(keyText(this.pk)) === String(keyText(other.pk));
  }

  toString(): string {
    return `${this._meta.objectName} object (${keyLabel(this.pk)})`;
  }

  /** In the REPL and in logs: `<Article: first>`. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return `<${this._meta?.objectName ?? this.constructor.name}: ${this.toString()}>`;
  }
}

/** Set what no property of the class body declares, and let the class body have the rest. */
function begin(instance: AnyModel, frame: BuildingFrame, meta: Options): void {
  frame.instance = instance;
  const { implicitSlots } = meta;
  for (let i = 0; i < implicitSlots.length; i++) {
    const { field, column } = implicitSlots[i]!;
    const value = frame.valueAt(column, field);
    if (field.name === 'id') (instance as { id: unknown }).id = value;
    else
      (instance as unknown as Record<string, unknown>)[field.name] = field.buildsValue
        ? field.buildValue(instance, value)
        : value;
  }
  if (frame.slots.length > 0) openFrame(frame);
}

function setPrimaryKey(instance: AnyModel, value: unknown): void {
  const { pk, parents } = instance._meta;
  for (const link of parents.values()) {
    if (link !== null && link !== pk)
      Object.assign(instance, { [(link as ForeignKey).targetField.attname]: value });
  }
  if (pk instanceof CompositePrimaryKey) pk.assign(instance, value);
  else Object.assign(instance, { [pk.attname]: value });
}

/** `7`, `(1, 2)` for a composite key. */
function keyLabel(key: unknown): string {
  return Array.isArray(key) ? `(${key.map(keyLabel).join(', ')})` : String(key ?? 'None');
}

function notUsable(model: ModelClass, meta: Options | undefined): ModelDefinitionError {
  if (meta?.model === model) {
    return new ModelDefinitionError(
      `${model.name} is abstract and cannot be instantiated.`,
      'Make an instance of a model that extends it.',
    );
  }
  return new ModelDefinitionError(
    `${model.name} is not registered yet.`,
    'Export it from the models.ts of an app in INSTALLED_APPS, and run setup() first; outside a project, call registerModel().',
  );
}
