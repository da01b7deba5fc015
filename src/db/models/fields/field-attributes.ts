import type { Text } from '../../../utils/translation/lazy.ts';
import { NOT_PROVIDED } from '../constants.ts';
import type { ModelClass } from '../model.ts';
import { type Choice, flattenChoices, type NormalizedChoices, normalizeChoices } from './choices.ts';
import { rejectOptions, rejectUnknownOptions } from './deconstruct.ts';
import type { ErrorMessages, FieldOptions, Validator } from './options.ts';
import type { Relation } from './relation.ts';

let creationCounter = 0;

/** What a field knows of itself: its options, and its names once a model has it. What it does is in `field.ts`. */
export abstract class FieldAttributes {
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
    invalid_choice: 'Value %(value)r is not a valid choice.',
    null: 'This field cannot be null.',
    blank: 'This field cannot be blank.',
    unique: '%(model_name)s with this %(field_label)s already exists.',
    unique_for_date: '%(field_label)s must be unique for %(date_field_label)s %(lookup_type)s.',
  };
  static readonly description: string = 'Field';
  /** What counts as empty for `blank`. */
  static readonly emptyValues: readonly unknown[] = [null, undefined, ''];

  /** The options as they were written. */
  declare readonly options: Readonly<FieldOptions & Record<string, unknown>>;
  readonly creationCounter: number = creationCounter++;
  /** Property on the instance; set when a model takes the field. */
  name = '';
  /** Property that holds the plain value: `name`, but `authorId` of a relation `author`. */
  attname = '';
  column = '';
  /** The model that has the field; the concrete one that declares it, in inheritance. */
  declare model: ModelClass;

  declare readonly null: boolean;
  declare readonly blank: boolean;
  declare readonly default: unknown;
  declare readonly dbDefault: unknown;
  declare primaryKey: boolean;
  declare readonly dbIndex: boolean;
  declare readonly dbColumn: string | null;
  declare readonly editable: boolean;
  declare serialize: boolean;
  declare readonly autoCreated: boolean;

  /** False for fields without a column of their own: many-to-many, generic relations. */
  declare readonly concrete: boolean;
  declare readonly isRelation: boolean;
  /** Only relations that point here can be hidden. */
  declare readonly hidden: boolean;
  declare readonly manyToMany: boolean;
  declare readonly manyToOne: boolean;
  declare readonly oneToMany: boolean;
  declare readonly oneToOne: boolean;
  /** The other side of a relation; undefined for plain fields. */
  declare readonly remoteField: Relation | undefined;
  /** True when an instance's property is made from the column's value by `buildValue()`, not the value itself. */
  declare readonly buildsValue: boolean;
  /** Whether the property is an accessor of the model, so that the one that the class body declares has to go (`frames.ts`). */
  declare readonly isVirtualProperty: boolean;
  /** Whether the property is a manager of related objects, which instances of rows have made for them when it is asked for. */
  declare readonly isManager: boolean;
  /** Whether the database computes it: it is read and never written. */
  declare readonly generated: boolean;
  /** Whether the value is read back after an insert, where the database can. */
  declare readonly dbReturning: boolean;
  declare readonly emptyStringsAllowed: boolean;
  /** The only kind of database that has such a column: `'postgresql'`. */
  declare readonly vendor: string | undefined;

  #verboseName: Text;

  constructor(options: FieldOptions = {}) {
    const type = this.constructor as typeof FieldAttributes;
    const defaults = type.optionDefaults as unknown as Required<FieldOptions>;
    if (typeof options !== 'object' || options === null) rejectOptions(type.name, options);
    for (const name of Object.keys(options))
      if (!(name in defaults)) rejectUnknownOptions(type.name, options, defaults);
    this.options = options as FieldOptions & Record<string, unknown>;
    // One by one, and only what queries ask for: a project makes thousands of fields before it does anything else.
    this.null = options.null ?? defaults.null;
    this.blank = options.blank ?? defaults.blank;
    this.default = options.default === undefined ? defaults.default : options.default;
    this.dbDefault = options.dbDefault === undefined ? defaults.dbDefault : options.dbDefault;
    this.primaryKey = options.primaryKey ?? defaults.primaryKey;
    this.dbIndex = options.dbIndex ?? defaults.dbIndex;
    this.dbColumn = options.dbColumn ?? defaults.dbColumn;
    this.#verboseName = options.verboseName ?? defaults.verboseName ?? '';
    this.editable = options.editable ?? defaults.editable;
    this.serialize = options.serialize ?? defaults.serialize;
    this.autoCreated = options.autoCreated ?? defaults.autoCreated;
  }

  /** What people call it, in the active language. */
  get verboseName(): string {
    return this.#verboseName.toString();
  }

  set verboseName(text: Text) {
    this.#verboseName = text;
  }

  get helpText(): string {
    return this.#option('helpText').toString();
  }

  get unique(): boolean {
    return this.#option('unique') || this.primaryKey;
  }

  get dbTablespace(): string | null {
    return this.#option('dbTablespace');
  }

  get dbComment(): string | null {
    return this.#option('dbComment');
  }

  get uniqueForDate(): string | null {
    return this.#option('uniqueForDate');
  }

  get uniqueForMonth(): string | null {
    return this.#option('uniqueForMonth');
  }

  get uniqueForYear(): string | null {
    return this.#option('uniqueForYear');
  }

  get errorMessages(): ErrorMessages {
    const { errorMessages } = this.constructor as typeof FieldAttributes;
    const own = this.#option('errorMessages');
    return own === null ? errorMessages : { ...errorMessages, ...own };
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
    return [...this.defaultValidators(), ...this.#option('validators')];
  }

  protected defaultValidators(): readonly Validator[] {
    return [];
  }

  #option<K extends keyof FieldOptions>(name: K): Required<FieldOptions>[K] {
    const { optionDefaults } = this.constructor as typeof FieldAttributes;
    return ((this.options as FieldOptions)[name] ?? optionDefaults[name]) as Required<FieldOptions>[K];
  }
}

/** What a field is unless its class says otherwise: on the prototype, since thousands of fields are made. */
Object.assign(FieldAttributes.prototype, {
  concrete: true,
  isRelation: false,
  hidden: false,
  manyToMany: false,
  manyToOne: false,
  oneToMany: false,
  oneToOne: false,
  remoteField: undefined,
  buildsValue: false,
  isVirtualProperty: false,
  isManager: false,
  generated: false,
  dbReturning: false,
  emptyStringsAllowed: true,
  vendor: undefined,
});
