import type { CheckMessage } from '../../../core/checks/messages.ts';
import { type Awaitable, whenReady } from '../../../utils/awaitable.ts';
import { camelToSnake, camelToSpaces } from '../../../utils/case.ts';
import { NOT_PROVIDED } from '../constants.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { checkField } from './check-field.ts';
import { type Choice, flattenChoices, type NormalizedChoices, normalizeChoices } from './choices.ts';
import type { DbParameters, FieldConnection } from './connection.ts';
import { type Deconstruction, deconstructField, fieldPath, rejectUnknownOptions } from './deconstruct.ts';
import type { ErrorMessages, FieldOptions, Validator } from './options.ts';
import type { Relation } from './relation.ts';
import { runValidators, validateValue } from './validation.ts';

let creationCounter = 0;

/**
 * A column of a model: its options, its name once the model has it, and how a value travels between forms, instances and
 * databases. A custom field is a subclass with the hooks it needs (`docs/db/custom-fields.md`), declared through
 * `customField()`.
 */
export class Field {
  /** Every option with its default; a subclass adds its own: `{ ...Field.optionDefaults, maxLength: null }`. */
  static readonly optionDefaults: Readonly<Record<string, unknown>> = {
    null: false,
    blank: false,
    default: NOT_PROVIDED,
    dbDefault: NOT_PROVIDED,
    unique: false,
    primaryKey: false,
    dbIndex: false,
    dbColumn: null,
    dbTablespace: null,
    dbComment: null,
    choices: null,
    verboseName: null,
    helpText: '',
    editable: true,
    validators: [],
    errorMessages: null,
    uniqueForDate: null,
    uniqueForMonth: null,
    uniqueForYear: null,
    serialize: true,
    autoCreated: false,
  };
  /** Messages by kind of mistake; a subclass adds its own, `errorMessages` of a field goes over them. */
  static readonly errorMessages: ErrorMessages = {
    invalid_choice: "Value '%(value)s' is not a valid choice.",
    null: 'This field cannot be null.',
    blank: 'This field cannot be blank.',
    unique: '%(model_name)s with this %(field_label)s already exists.',
    unique_for_date: '%(field_label)s must be unique for %(date_field_label)s %(lookup_type)s.',
  };
  static readonly description: string = 'Field';
  /** What counts as empty for `blank`. */
  static readonly emptyValues: readonly unknown[] = [null, undefined, ''];

  /** The options as they were written. */
  readonly options: Readonly<FieldOptions & Record<string, unknown>>;
  readonly creationCounter: number = creationCounter++;
  /** Property on the instance; set when a model takes the field. */
  name = '';
  /** Property that holds the plain value: `name`, but `authorId` of a relation `author`. */
  attname = '';
  column = '';
  /** The model that has the field; the concrete one that declares it, in inheritance. */
  declare model: ModelClass;

  readonly null: boolean;
  readonly blank: boolean;
  readonly default: unknown;
  readonly dbDefault: unknown;
  primaryKey: boolean;
  readonly dbIndex: boolean;
  readonly dbColumn: string | null;
  readonly dbTablespace: string | null;
  readonly dbComment: string | null;
  readonly helpText: string;
  readonly editable: boolean;
  readonly uniqueForDate: string | null;
  readonly uniqueForMonth: string | null;
  readonly uniqueForYear: string | null;
  serialize: boolean;
  readonly autoCreated: boolean;
  readonly errorMessages: ErrorMessages;
  verboseName: string;

  /** False for fields without a column of their own: many-to-many, generic relations. */
  readonly concrete: boolean = true;
  readonly isRelation: boolean = false;
  readonly manyToMany: boolean = false;
  readonly manyToOne: boolean = false;
  readonly oneToMany: boolean = false;
  readonly oneToOne: boolean = false;
  /** The other side of a relation; undefined for plain fields. */
  readonly remoteField: Relation | undefined = undefined;
  /** True when an instance's property is made from the column's value by `buildValue()`, not the value itself. */
  readonly buildsValue: boolean = false;
  /** Whether the database computes it: it is read and never written. */
  readonly generated: boolean = false;
  /** Whether the value is read back after an insert, where the database can. */
  readonly dbReturning: boolean = false;
  readonly emptyStringsAllowed: boolean = true;

  /** Runs before any value of an instance is read for saving: where a field fills another one. */
  beforeSave?: (instance: AnyModel) => Promise<void>;

  /** A check that needs the database; runs after `clean()`. @throws ValidationError */
  validateInDatabase?(value: unknown, instance: AnyModel): Promise<void>;

  /** For a field without a column that is set by others (a generic relation): the columns' values that a given value stands for. */
  expandInitial?: (value: unknown) => Iterable<readonly [Field, unknown]>;

  /** Convert a value that the database gave, beyond what the backend does for the internal type. */
  fromDbValue?: (value: unknown, connection: FieldConnection) => unknown;

  readonly #unique: boolean;
  readonly #validators: readonly Validator[];

  constructor(options: FieldOptions = {}) {
    const type = this.constructor as typeof Field;
    rejectUnknownOptions(type.name, options, type.optionDefaults);
    const given = { ...type.optionDefaults, ...definedOnly(options) } as Required<FieldOptions>;
    this.options = options as FieldOptions & Record<string, unknown>;
    this.null = given.null;
    this.blank = given.blank;
    this.default = given.default;
    this.dbDefault = given.dbDefault;
    this.#unique = given.unique;
    this.primaryKey = given.primaryKey;
    this.dbIndex = given.dbIndex;
    this.dbColumn = given.dbColumn;
    this.dbTablespace = given.dbTablespace;
    this.dbComment = given.dbComment;
    this.verboseName = given.verboseName ?? '';
    this.helpText = given.helpText;
    this.editable = given.editable;
    this.#validators = given.validators;
    this.errorMessages = { ...type.errorMessages, ...given.errorMessages };
    this.uniqueForDate = given.uniqueForDate;
    this.uniqueForMonth = given.uniqueForMonth;
    this.uniqueForYear = given.uniqueForYear;
    this.serialize = given.serialize;
    this.autoCreated = given.autoCreated;
  }

  get unique(): boolean {
    return this.#unique || this.primaryKey;
  }

  get choices(): NormalizedChoices | null {
    return normalizeChoices(this.options.choices);
  }

  /** The choices without headings. */
  get flatChoices(): readonly Choice[] {
    return flattenChoices(this.choices);
  }

  /** Checks of the kind first, those of the options after. */
  get validators(): readonly Validator[] {
    return [...this.defaultValidators(), ...this.#validators];
  }

  /** The model that a relation points at; undefined for plain fields. */
  get relatedModel(): ModelClass | undefined {
    return this.remoteField?.model();
  }

  protected defaultValidators(): readonly Validator[] {
    return [];
  }

  // --- belonging to a model

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

  // --- the database side

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

  // --- values

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
    return String(this.valueFromObject(instance));
  }

  saveFormData(instance: AnyModel, data: unknown): void {
    (instance as unknown as Record<string, unknown>)[this.name] = data;
  }

  /** What an instance's property holds for a column's value; called only when `buildsValue`. */
  buildValue(_instance: AnyModel, value: unknown): unknown {
    return value;
  }

  // --- validation

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
    return (this.constructor as typeof Field).emptyValues.includes(value);
  }

  /** System checks of this field. */
  check(): CheckMessage[] {
    return checkField(this);
  }

  // --- copies and migrations

  /** What it takes to make this field again; options at their defaults are left out. */
  deconstruct(): Deconstruction {
    return deconstructField(this);
  }

  /** An unbound copy. */
  clone(): Field {
    return new (this.constructor as new (options: object) => Field)(this.options);
  }

  /** In the REPL and in logs, without the model and all that hangs on it. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return this.model === undefined ? this.toString() : `<${fieldPath(this)}: ${this.name}>`;
  }

  /** `articles.Article.title`, the way checks name it. */
  toString(): string {
    return this.model === undefined ? `<${fieldPath(this)}>` : `${this.model._meta.label}.${this.name}`;
  }
}

function definedOnly(options: object): object {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
}

/** Whether a value is an SQL expression (`F('price')`), which compiles itself. */
export function isExpression(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resolveExpression' in value;
}
