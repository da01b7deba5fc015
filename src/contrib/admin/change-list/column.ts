import type { Field } from '../../../db/models/fields/field.ts';
import type { AnyModel } from '../../../db/models/model.ts';
import { camelToSpaces } from '../../../utils/case.ts';
import { type DisplayOptions, displayOptions } from '../annotations.ts';
import type { AnyAdmin } from '../base-model-admin.ts';
import { shownBoolean, shownField, shownValue } from '../display-value.ts';
import { fieldAtPath } from '../field-at-path.ts';

export type ColumnSpec = string | ((object: never) => unknown);

/** A column of the list, or something read-only of a form. */
export interface Column {
  readonly spec: ColumnSpec;
  /** A name for CSS classes: `'title'`. */
  readonly name: string;
  readonly label: string;
  /** The field behind it, when it is one. */
  readonly field: Field | undefined;
  /** What sorting by it means: `'lastName'`; undefined when it cannot be sorted. */
  readonly ordering: string | undefined;
  /** CSS class of its kind: `'number'`, `'date'`, `'long'`. */
  readonly kind: string;
  /** What is shown of an object. */
  value(object: AnyModel): Promise<unknown>;
}

/** Read an entry of `listDisplay`: a field or a path, a method of the admin class or of the model, a function. */
export function makeColumn(admin: AnyAdmin, spec: ColumnSpec): Column {
  if (typeof spec === 'function') {
    return computed(admin, spec, spec.name || 'column', (object) => spec(object as never), spec);
  }
  if (spec === '__str__') {
    const label = admin.opts.verboseName;
    return { ...computed(admin, spec, spec, (object) => object.toString()), label };
  }
  const field = fieldOf(admin, spec);
  if (field !== undefined) return fieldColumn(admin, spec, field);
  const own = (admin as unknown as Record<string, unknown>)[spec];
  if (typeof own === 'function') {
    return computed(admin, spec, spec, (object) => Reflect.apply(own, admin, [object]), own);
  }
  const method = methodOf(admin, spec);
  return computed(admin, spec, spec, (object) => read(object, spec), method);
}

function computed(
  admin: AnyAdmin,
  spec: ColumnSpec,
  name: string,
  compute: (object: AnyModel) => unknown,
  annotated?: unknown,
): Column {
  const options: DisplayOptions = displayOptions(annotated);
  return {
    spec,
    name,
    label: options.description ?? camelToSpaces(name).replaceAll('_', ' '),
    field: undefined,
    ordering: options.ordering,
    kind: options.boolean ? 'boolean' : '',
    async value(object) {
      const value = await compute(object);
      const empty = options.emptyValue ?? admin.getEmptyValueDisplay();
      return options.boolean ? shownBoolean(value) : shownValue(value, empty);
    },
  };
}

function fieldColumn(admin: AnyAdmin, spec: string, field: Field): Column {
  return {
    spec,
    name: spec,
    label: field.verboseName,
    field,
    ordering: field.manyToMany ? undefined : spec,
    kind: kindOf(field),
    async value(object) {
      return shownField(await follow(object, spec), field, admin.getEmptyValueDisplay());
    },
  };
}

/** The field at a path; undefined when the name is no field, as that of a method. */
function fieldOf(admin: AnyAdmin, path: string): Field | undefined {
  const first = path.split('__', 1)[0]!;
  if (first !== 'pk' && !admin.opts.fieldsMap.has(first)) return undefined;
  const field = fieldAtPath(admin.model, path);
  return field.concrete || field.manyToMany ? field : undefined;
}

/** The value at the end of a path: `author__username` of an article; null as soon as there is nothing. */
async function follow(object: AnyModel, path: string): Promise<unknown> {
  let value: unknown = object;
  for (const name of path.split('__')) {
    value = await (value as Record<string, unknown>)[name];
    if (value === null || value === undefined) return null;
  }
  return value;
}

function read(object: AnyModel, name: string): unknown {
  const value = (object as unknown as Record<string, unknown>)[name];
  return typeof value === 'function' ? Reflect.apply(value, object, []) : value;
}

function methodOf(admin: AnyAdmin, name: string): unknown {
  return Object.getOwnPropertyDescriptor(admin.model.prototype, name)?.value;
}

const NUMBERS = /^(Big|Small|Positive|PositiveBig|PositiveSmall)?(Integer|Auto)Field$|^(Float|Decimal)Field$/;

function kindOf(field: Field): string {
  const type = field.getInternalType();
  if (NUMBERS.test(type) && !field.flatChoices.length && !field.isRelation)
    return field.primaryKey ? '' : 'number';
  if (type === 'DateTimeField' || type === 'DateField' || type === 'TimeField') return 'date';
  return type === 'TextField' ? 'long' : '';
}
