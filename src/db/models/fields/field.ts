import type { CheckMessage } from '../../../core/checks/messages.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { camelToSnake, camelToSpaces } from '../../../utils/case.ts';
import { str } from '../../../utils/python-str.ts';
import { type LookupFactory, lookups, type TransformFactory } from '../../sql/expression.ts';
import { NOT_PROVIDED } from '../constants.ts';
import { ModelDefinitionError } from '../errors.ts';
import { lookupsOf, type Registrable, registerLookup, unregisterLookup } from '../lookups/registry.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { checkField } from './check-field.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import { type Deconstruction, deconstructField, fieldPath } from './deconstruct.ts';
import { FieldAttributes } from './field-attributes.ts';
import { runValidators, validateValue } from './validation.ts';

/**
 * A column of a model: its options, its name once the model has it, and how a value travels between forms, instances and
 * databases. A custom field is a subclass with the hooks it needs (`docs/db/custom-fields.md`), declared through
 * `customField()`.
 */
export class Field extends FieldAttributes {
  /** Runs before any value of an instance is read for saving: where a field fills another one. */
  declare beforeSave?: (instance: AnyModel) => Promise<void>;

  /** A check that needs the database; runs after `clean()`. @throws ValidationError */
  validateInDatabase?(value: unknown, instance: AnyModel): Promise<void>;

  /** For a field without a column that is set by others (a generic relation): the columns' values that a given value stands for. */
  declare expandInitial?: (value: unknown) => Iterable<readonly [Field, unknown]>;

  /** Convert a value that the database gave, beyond what the backend does for the internal type. */
  declare fromDbValue?: (value: unknown, connection: FieldConnection) => unknown;

  /** Let fields of this class have a lookup or a transform, as `registerLookup()` of `jango/db` does. @returns the lookup */
  static registerLookup<L extends Registrable>(lookup: L, name?: string): L {
    registerLookup(this, lookup, name);
    return lookup;
  }

  static unregisterLookup(lookup: Registrable, name?: string): void {
    unregisterLookup(this, lookup, name);
  }

  /** The lookups and transforms of this class by name, those of the classes that it extends among them. */
  static getLookups(): Readonly<Record<string, Registrable>> {
    return lookupsOf(this);
  }

  /** Let this field alone have it. */
  registerLookup<L extends Registrable>(lookup: L, name?: string): L {
    registerLookup(this, lookup, name);
    return lookup;
  }

  unregisterLookup(lookup: Registrable, name?: string): void {
    unregisterLookup(this, lookup, name);
  }

  /** The class of a lookup by its name, such as `exact`; a field may have lookups of its own, or leave some out. */
  getLookup(name: string): LookupFactory | undefined {
    return lookups.find(this, name);
  }

  /** The class of a transform by its name; names that a field reads, such as `key_2`, may be transforms, too. */
  getTransform(name: string): TransformFactory | undefined {
    return lookups.findTransform(this, name);
  }

  /** The model that a relation points at; undefined for plain fields. */
  get relatedModel(): ModelClass | undefined {
    return this.remoteField?.model();
  }

  /** Take the names that the model's property gives, and be known to the model. */
  contributeToClass(model: ModelClass, name: string): void {
    this.setAttributesFromName(name);
    this.model = model;
    model._meta.addField(this);
  }

  /** A link to a parent's row is the primary key of its model, when that has no other. */
  becomePrimaryKey(): void {
    this.primaryKey = true;
    this.serialize = false;
  }

  setAttributesFromName(name: string): void {
    if (name in Object.prototype) {
      throw new ModelDefinitionError(
        `'${name}' cannot be the name of a field.`,
        'Every object has a member of this name: choose another.',
      );
    }
    this.name = name;
    this.attname = this.getAttname();
    this.column = this.dbColumn ?? this.getColumn();
    if (this.verboseName === '') this.verboseName = camelToSpaces(name).replaceAll('_', ' ');
  }

  getAttname(): string {
    return this.name;
  }

  protected getColumn(): string {
    return camelToSnake(this.attname);
  }

  /** Name by which backends know the column type; a subclass of CharField is a `'CharField'` to them. */
  getInternalType(): string {
    return this.constructor.name;
  }

  dbType(connection: FieldConnection): string | undefined {
    return connection.columnType(this.getInternalType(), this);
  }

  /** Type of a foreign key's column that points here. */
  relDbType(connection: FieldConnection): string | undefined {
    return this.dbType(connection);
  }

  dbCheck(connection: FieldConnection): string | undefined {
    return connection.columnCheck(this.getInternalType(), connection.ops.quoteName(this.column));
  }

  dbTypeSuffix(connection: FieldConnection): string | undefined {
    return connection.columnSuffix(this.getInternalType());
  }

  dbParameters(connection: FieldConnection): DbParameters {
    return { type: this.dbType(connection), check: this.dbCheck(connection) };
  }

  get hasDbDefault(): boolean {
    return this.dbDefault !== NOT_PROVIDED;
  }

  /** Bring a value of a form, a fixture or code into the field's own type. @throws ValidationError */
  toPython(value: unknown): unknown {
    return value;
  }

  /** The value as a query parameter, before a database is known. */
  getPrepValue(value: unknown): unknown {
    return value;
  }

  /** The value as one database takes it. @param prepared whether `getPrepValue()` has been applied */
  getDbPrepValue(value: unknown, _connection: FieldConnection, prepared = false): unknown {
    return prepared ? value : this.getPrepValue(value);
  }

  /** The same for writing a row. */
  getDbPrepSave(value: unknown, connection: FieldConnection): unknown {
    return isExpression(value) ? value : this.getDbPrepValue(value, connection);
  }

  /**
   * The value to write, just before it is written: where `autoNow` and uploads do their work. Only a FileField's may be a
   * promise.
   */
  preSave(instance: AnyModel, _add: boolean): unknown {
    return this.valueFromObject(instance);
  }

  hasDefault(): boolean {
    return this.default !== NOT_PROVIDED;
  }

  /** The value of a new instance: the default, else `''` for text that cannot be null, else null. */
  getDefault(): unknown {
    if (this.default !== NOT_PROVIDED)
      return typeof this.default === 'function' ? this.default() : this.default;
    return this.emptyStringsAllowed && !this.null ? '' : null;
  }

  /** The plain value on an instance. */
  valueFromObject(instance: AnyModel): unknown {
    return (instance as unknown as Record<string, unknown>)[this.attname];
  }

  /** The value as text, for fixtures. */
  valueToString(instance: AnyModel): string {
    return str(this.valueFromObject(instance));
  }

  saveFormData(instance: AnyModel, data: unknown): void {
    (instance as unknown as Record<string, unknown>)[this.name] = data;
  }

  /** What an instance's property holds for a column's value; called only when `buildsValue`. */
  buildValue(_instance: AnyModel, value: unknown): unknown {
    return value;
  }

  /** Convert, then check; a promise when a validator has to wait. @throws ValidationError */
  clean(value: unknown, instance?: AnyModel): unknown {
    const converted = this.toPython(value);
    this.validate(converted, instance);
    return whenReady(this.runValidators(converted), () => converted);
  }

  validate(value: unknown, _instance?: AnyModel): void {
    validateValue(this, value);
  }

  /** Run every validator. @throws ValidationError with all their complaints, or rejects with it */
  runValidators(value: unknown): Awaitable<void> {
    return runValidators(this, value);
  }

  isEmpty(value: unknown): boolean {
    if (typeof value === 'object' && value !== null) return isEmptyContainer(value);
    return (this.constructor as typeof Field).emptyValues.includes(value);
  }

  /** System checks of this field. */
  check(): CheckMessage[] {
    return checkField(this);
  }

  /** What it takes to make this field again; options at their defaults are left out. */
  deconstruct(): Deconstruction {
    return deconstructField(this);
  }

  /** An unbound copy. */
  clone(): Field {
    return new (this.constructor as new (options: object) => Field)(this.options);
  }

  /** The copy that a child or a proxy gets of a field without a column. */
  cloneForChild(): Field {
    return this.clone();
  }

  /** In the REPL and in logs, without the model and all that hangs on it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.model === undefined ? this.toString() : `<${fieldPath(this)}: ${this.name}>`;
  }

  /** `articles.Article.title`, the way checks name it. */
  override toString(): string {
    return this.model === undefined ? `<${fieldPath(this)}>` : `${this.model._meta.label}.${this.name}`;
  }
}

/** `[]` and `{}` */
function isEmptyContainer(value: object): boolean {
  if (Array.isArray(value)) return value.length === 0;
  const proto: unknown = Object.getPrototypeOf(value);
  return (proto === Object.prototype || proto === null) && Object.keys(value).length === 0;
}

/** Whether a value is an SQL expression (`F('price')`), which compiles itself. */
export function isExpression(value: unknown): boolean {
  return (
    typeof value === 'object' &&
    value !== null &&
    typeof (value as { resolveExpression?: unknown }).resolveExpression === 'function'
  );
}
