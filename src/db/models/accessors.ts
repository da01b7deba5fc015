import { capfirst, snakeToCamel } from '../../utils/case.ts';
import { ModelDefinitionError, ModelValueError } from './errors.ts';
import { DateField } from './fields/date-field.ts';
import { DateTimeField } from './fields/date-time-field.ts';
import { Field } from './fields/field.ts';
import { ForeignKey } from './fields/foreign-key.ts';
import { ForeignObject } from './fields/foreign-object.ts';
import type { Relation } from './fields/relation.ts';
import type { AnyModel } from './model.ts';
import type { Options } from './options.ts';
import { installNextBy } from './order-accessors.ts';
import { persistence } from './persistence.ts';

/** Put on the prototype what fields bring beside their own property: `authorId`, `getStatusDisplay()`. */
export function installAccessors(opts: Options, blankNames: ReadonlySet<string>): void {
  for (const field of opts.localFields) {
    if (field instanceof ForeignKey) installIdAccessor(opts, field, blankNames);
    if (field instanceof ForeignObject) installObjectAccessor(opts, field);
    if (field.options.choices != null) installDisplay(opts, field);
    if (field instanceof DateField && !field.null) installNextBy(opts, field);
    if (field instanceof DateTimeField && !field.null) installNextBy(opts, field);
  }
  for (const field of [...opts.localManyToMany, ...opts.privateFields])
    if (field.isManager) installManager(opts, field);
  blank.set(opts, blankNames);
}

const hidden = new WeakMap<Options, readonly string[]>();

/** Properties of the class itself that accessors of relations have taken the place of. */
export function hiddenProperties(opts: Options): readonly string[] {
  return hidden.get(opts) ?? [];
}

const blank = new WeakMap<Options, ReadonlySet<string>>();

function installIdAccessor(opts: Options, field: ForeignKey, blankNames: ReadonlySet<string>): void {
  rejectBlank(opts, field.attname, blankNames);
  if (Object.hasOwn(opts.model.prototype, field.attname))
    hidden.set(opts, [...hiddenProperties(opts), field.attname]);
  define(opts, field.attname, {
    get(this: AnyModel) {
      return field.idOf(this);
    },
    set(this: AnyModel, id: unknown) {
      field.setId(this, id);
    },
  });
}

function installObjectAccessor(opts: Options, field: ForeignObject): void {
  define(opts, field.name, {
    get(this: AnyModel) {
      return field.read(this);
    },
    set(this: AnyModel, value: unknown) {
      field.write(this, value);
    },
  });
}

/** `article.tags` of an instance that was read; one that `new` makes has a property of its own. */
function installManager(opts: Options, field: Field): void {
  define(opts, field.name, {
    get(this: AnyModel) {
      return field.buildValue(this, undefined);
    },
    set(this: AnyModel, value: unknown) {
      const isOwn = (value as { instance?: unknown } | null | undefined)?.instance === this;
      if (!isOwn && !(value instanceof Field)) throw directAssignment(opts, field);
      Object.defineProperty(this, field.name, {
        value,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
  });
}

function directAssignment({ objectName }: Options, { name }: Field): ModelValueError {
  return new ModelValueError(
    `${objectName}.${name} stands for many objects, and cannot be assigned to.`,
    `Write: await instance.${name}.set([...]).`,
  );
}

/** `getStatusDisplay()`: the label of the value; one that the class writes itself stays. */
function installDisplay(opts: Options, field: Field): void {
  const name = `get${capfirst(snakeToCamel(field.name))}Display`;
  if (name in opts.model.prototype) return;
  const value = function (this: AnyModel): string | null {
    return displayOf(field, field.valueFromObject(this));
  };
  define(opts, name, { value, writable: true });
}

/** The label of a value, or the value itself where there is none; null for no value. */
export function displayOf(field: Field, value: unknown): string | null {
  const given = value ?? null;
  const choice = field.flatChoices.find(
    ([stored]) => stored === given || (given !== null && stored !== null && String(stored) === String(given)),
  );
  if (choice !== undefined) return String(choice[1]);
  return given === null ? null : String(given);
}

/** Put the way back on the target of a relation: `author.articleSet`, `user.profile`. */
export function installReverseAccessor(relation: Relation): void {
  const name = relation.accessorName;
  if (name === undefined) return;
  const opts = relation.model()._meta.concreteModel._meta;
  rejectBlank(opts, name, blank.get(opts) ?? new Set());
  if (opts.fields.some((field) => field.name === name)) return;
  if (relation.oneToOne) {
    define(opts, name, {
      get(this: AnyModel) {
        return persistence().reverseOneToOne(this, relation);
      },
      set(this: AnyModel, value: AnyModel | null) {
        persistence().setReverseOneToOne(this, relation, value);
      },
    });
    return;
  }
  define(opts, name, {
    get(this: AnyModel) {
      return persistence().reverseManager(this, relation);
    },
  });
}

function define(opts: Options, name: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(opts.model.prototype, name, { configurable: true, ...descriptor });
}

/** A property that is only meant as a type would hide the accessor. */
function rejectBlank(opts: Options, name: string, blankNames: ReadonlySet<string>): void {
  if (!blankNames.has(name)) return;
  throw new ModelDefinitionError(
    `${opts.objectName} has a property '${name}' that hides what the framework puts there.`,
    `To give it a type only, write: declare ${name}: ...;`,
  );
}
