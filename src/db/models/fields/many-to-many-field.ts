import type { CheckMessage } from '../../../core/checks/messages.ts';
import { camelToSnake } from '../../../utils/case.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { AnyModel, ModelClass } from '../model.ts';
import { persistence } from '../persistence.ts';
import { checkManyToMany } from './check-many-to-many.ts';
import { checkRelation } from './check-relation.ts';
import { type Deconstruction, deconstructField } from './deconstruct.ts';
import { Field } from './field.ts';
import type { ForeignKey } from './foreign-key.ts';
import type { FieldOptions } from './options.ts';
import { ManyToManyRel, type RelationTarget } from './relation.ts';
import { deconstructTarget, targetLabel } from './relation-target.ts';

export interface ManyToManyOptions extends FieldOptions {
  relatedName?: string | null;
  relatedQueryName?: string | null;
  limitChoicesTo?: unknown;
  /** For a relation of a model to itself: whether `a` having `b` means that `b` has `a`; true unless said otherwise. */
  symmetrical?: boolean;
  /** Join model, when it has columns of its own. */
  through?: RelationTarget | null;
  /** Fields of the join model that lead here and there, when it has several foreign keys. */
  throughFields?: readonly string[] | null;
  dbConstraint?: boolean;
  /** Name of the join table that is made. */
  dbTable?: string | null;
  swappable?: boolean;
}

/** Many rows here, many there, through a join table. The instance's property is a manager of the other model's objects. */
export class ManyToManyField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    to: undefined,
    relatedName: null,
    relatedQueryName: null,
    limitChoicesTo: null,
    symmetrical: undefined,
    through: null,
    throughFields: null,
    dbConstraint: true,
    dbTable: null,
    swappable: true,
  };
  static override readonly description: string = 'Many-to-many relationship';

  override readonly concrete: boolean = false;
  override readonly isRelation: boolean = true;
  override readonly manyToMany: boolean = true;
  override readonly buildsValue: boolean = true;
  override readonly isManager: boolean = true;
  override readonly emptyStringsAllowed: boolean = false;
  override readonly remoteField: ManyToManyRel;
  /** Join table as the options name it. */
  readonly dbTable: string | null;

  constructor(options: ManyToManyOptions & { to: RelationTarget }) {
    super(options);
    if (options === undefined)
      throw new ModelDefinitionError(
        'ManyToManyField needs a model.',
        'Write models.ManyToManyField(() => Tag).',
      );
    if (options.through != null && options.dbTable != null) {
      throw new ModelDefinitionError(
        'Cannot specify a dbTable if an intermediary model is used.',
        'Set dbTable in the meta of the join model.',
      );
    }
    this.dbTable = options.dbTable ?? null;
    this.remoteField = new ManyToManyRel(this, {
      ...options,
      symmetrical: options.symmetrical ?? options.to === 'self',
    });
  }

  override getInternalType(): string {
    return 'ManyToManyField';
  }

  protected override getColumn(): string {
    return '';
  }

  override dbType(): undefined {
    return undefined;
  }

  override buildValue(instance: AnyModel): unknown {
    return persistence().manyToManyManager(instance, this);
  }

  /** The join model. */
  get through(): ModelClass {
    return this.remoteField.through();
  }

  /** Name of the join table. */
  m2mDbTable(): string {
    if (this.remoteField.throughTarget !== null) return this.through._meta.dbTable;
    return this.dbTable ?? `${this.model._meta.dbTable}_${camelToSnake(this.name)}`;
  }

  /** The join model's foreign key to this model. */
  get sourceField(): ForeignKey {
    return this.#throughKeys()[0];
  }

  /** The join model's foreign key to the other model. */
  get targetField(): ForeignKey {
    return this.#throughKeys()[1];
  }

  m2mFieldName(): string {
    return this.sourceField.name;
  }

  m2mReverseFieldName(): string {
    return this.targetField.name;
  }

  m2mColumnName(): string {
    return this.sourceField.column;
  }

  m2mReverseName(): string {
    return this.targetField.column;
  }

  /** The foreign keys by the names in `throughFields`, else the first that lead here and there. */
  #throughKeys(): readonly [ForeignKey, ForeignKey] {
    const meta = this.through._meta;
    const { throughFields } = this.remoteField;
    if (throughFields !== null) {
      return [meta.getField(throughFields[0]!) as ForeignKey, meta.getField(throughFields[1]!) as ForeignKey];
    }
    const keys = meta.fields.filter((field) => field.isRelation && !field.manyToMany) as ForeignKey[];
    const source = keys.find((key) => pointsAt(key, this.model));
    const target = keys.find((key) => key !== source && pointsAt(key, this.remoteField.model()));
    if (source !== undefined && target !== undefined) return [source, target];
    throw new ModelDefinitionError(
      `The join model '${meta.label}' of ${this} lacks a foreign key to one of its two sides.`,
      'Add it, or name the right ones in throughFields.',
    );
  }

  override valueFromObject(instance: AnyModel): unknown {
    return (instance as unknown as Record<string, unknown>)[this.name];
  }

  override getDefault(): unknown {
    return undefined;
  }

  override check(): CheckMessage[] {
    return [...super.check(), ...checkRelation(this, this.remoteField), ...checkManyToMany(this)];
  }

  override deconstruct(): Deconstruction {
    const parts = deconstructField(this);
    const { to: _to, through, symmetrical: _symmetrical, ...rest } = parts.options;
    const options: Record<string, unknown> = { to: deconstructTarget(this), ...rest };
    if (through !== undefined) options['through'] = targetLabel(through as RelationTarget, this);
    if (this.options['symmetrical'] === false) options['symmetrical'] = false;
    return { ...parts, options };
  }
}

/** Whether a foreign key leads to a model, or to one that it inherits its row from. */
function pointsAt(key: ForeignKey, model: ModelClass): boolean {
  const target = key.remoteField.resolved;
  return target !== undefined && target._meta.concreteModel === model._meta.concreteModel;
}
