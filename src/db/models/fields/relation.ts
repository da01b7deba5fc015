import { shownValue } from '../../../utils/shown-value.ts';
import { ModelDefinitionError } from '../errors.ts';
import type { ModelClass } from '../model.ts';
import type { OnDelete } from '../on-delete.ts';
import type { Field } from './field.ts';

/** What a relation may be told to point at: a class, a function that gives it, `'app.Model'`, `'Model'` of the same app, or `'self'`. */
export type RelationTarget = string | ModelClass | (() => ModelClass);

export interface RelationParts {
  to: RelationTarget;
  relatedName?: string | null;
  relatedQueryName?: string | null;
  limitChoicesTo?: unknown;
  onDelete?: OnDelete;
  parentLink?: boolean;
}

/**
 * A relation as its target sees it. `field.remoteField` of the forward field and the entry of the target's
 * `_meta.relatedObjects` are one object; it has what lookups ask of a field (`name`, `isRelation`, `oneToMany`, ...),
 * with the sides exchanged.
 */
export class Relation {
  /** The forward field. */
  readonly field: Field;
  readonly to: RelationTarget;
  readonly relatedName: string | null;
  readonly relatedQueryName: string | null;
  readonly limitChoicesTo: unknown;
  readonly onDelete: OnDelete | undefined;
  /** Whether the field is a child's link to its parent's row in multi-table inheritance. */
  readonly parentLink: boolean;
  readonly isRelation = true;
  readonly autoCreated = true;
  readonly concrete = false;
  readonly editable = false;
  /** Filled in by `resolve-relations.ts`. */
  resolved: ModelClass | undefined = undefined;
  /** relatedName with its `%(class)s` places filled in, once the owning model is known. */
  boundName: string | null = null;
  /** The same of relatedQueryName. */
  boundQueryName: string | null = null;

  constructor(field: Field, parts: RelationParts) {
    if (typeof parts !== 'object' || parts === null) {
      throw new ModelDefinitionError(
        `The options of ${new.target.name} are ${shownValue(parts)}.`,
        'Give it an object that says where it points: { to: () => Author, ... }.',
      );
    }
    this.field = field;
    this.to = parts.to;
    this.relatedName = parts.relatedName ?? null;
    this.relatedQueryName = parts.relatedQueryName ?? null;
    this.limitChoicesTo = parts.limitChoicesTo ?? null;
    this.onDelete = parts.onDelete;
    this.parentLink = parts.parentLink ?? false;
  }

  /** The model that is pointed at. @throws ModelDefinitionError while it isn't loaded */
  model(): ModelClass {
    if (this.resolved !== undefined) return this.resolved;
    throw new ModelDefinitionError(
      `${this.field} points at ${describeTarget(this.to)}, which is not loaded.`,
      'Is its app in INSTALLED_APPS, and does its models.ts export it?',
    );
  }

  /** The model that points. */
  get relatedModel(): ModelClass {
    return this.field.model;
  }

  get remoteField(): Field {
    return this.field;
  }

  /** Name in lookups: `relatedQueryName`, else `relatedName`, else the pointing model's name. */
  get name(): string {
    const { modelName } = this.field.model._meta;
    return this.boundQueryName ?? this.relatedQueryName ?? this.boundName ?? this.relatedName ?? modelName;
  }

  /** Property of the target's instances: `articleSet` unless there is a `relatedName`; undefined when hidden. */
  get accessorName(): string | undefined {
    if (this.hidden) return undefined;
    const { boundName } = this;
    if (boundName !== null) return boundName;
    if (this.symmetrical && this.resolved === this.field.model) return undefined;
    const { modelName } = this.field.model._meta;
    return this.multiple ? `${modelName}Set` : modelName;
  }

  /** `relatedName: '+'` asks for no way back. */
  get hidden(): boolean {
    return (this.boundName ?? this.relatedName)?.endsWith('+') ?? false;
  }

  /** Whether the target may have several; false for a one-to-one. */
  get multiple(): boolean {
    return !this.field.oneToOne;
  }

  get symmetrical(): boolean {
    return false;
  }

  get null(): boolean {
    return true;
  }

  get manyToMany(): boolean {
    return this.field.manyToMany;
  }

  get oneToMany(): boolean {
    return this.field.manyToOne;
  }

  get manyToOne(): boolean {
    return this.field.oneToMany;
  }

  get oneToOne(): boolean {
    return this.field.oneToOne;
  }

  toString(): string {
    return `<${this.constructor.name}: ${this.field}>`;
  }
}

export class ManyToOneRel extends Relation {}
export class OneToOneRel extends Relation {}

export interface ManyToManyParts extends RelationParts {
  symmetrical?: boolean;
  through?: RelationTarget | null;
  throughFields?: readonly string[] | null;
  dbConstraint?: boolean;
}

export class ManyToManyRel extends Relation {
  readonly throughFields: readonly string[] | null;
  readonly dbConstraint: boolean;
  readonly throughTarget: RelationTarget | null;
  /** The join model; made when the field has none of its own. */
  resolvedThrough: ModelClass | undefined = undefined;
  readonly #symmetrical: boolean;

  constructor(field: Field, parts: ManyToManyParts) {
    super(field, parts);
    this.#symmetrical = parts.symmetrical ?? false;
    this.throughFields = parts.throughFields ?? null;
    this.dbConstraint = parts.dbConstraint ?? true;
    this.throughTarget = parts.through ?? null;
  }

  override get symmetrical(): boolean {
    return this.#symmetrical;
  }

  /** The join model. @throws ModelDefinitionError while it isn't loaded */
  through(): ModelClass {
    if (this.resolvedThrough !== undefined) return this.resolvedThrough;
    throw new ModelDefinitionError(
      `The join model of ${this.field} is not loaded.`,
      'Is its app in INSTALLED_APPS, and does its models.ts export it?',
    );
  }
}

/** `'auth.User'` for any way to name a target; a function that cannot be called yet is named by its text. */
export function describeTarget(to: RelationTarget): string {
  if (typeof to === 'string') return `'${to}'`;
  if (isModelClass(to)) return `'${to._meta?.label ?? to.name}'`;
  return `'${to.toString().replace(/^\(\)\s*=>\s*/, '')}'`;
}

/** A class rather than a function that gives one. */
export function isModelClass(to: unknown): to is ModelClass {
  return typeof to === 'function' && /^class\b/.test(Function.prototype.toString.call(to));
}
