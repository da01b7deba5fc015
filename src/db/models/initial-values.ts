import { choicesHint, ModelValueError } from './errors.ts';
import type { Field } from './fields/field.ts';
import type { ForeignKey } from './fields/foreign-key.ts';
import type { Options } from './options.ts';

/** The values of a new instance by the order of `concreteFields`: those given, else the defaults. */
export function initialValues(meta: Options, given: object | undefined): unknown[] {
  const fields = meta.concreteFields;
  const values = new Array<unknown>(fields.length);
  if (given === undefined) {
    for (let i = 0; i < fields.length; i++) values[i] = fields[i]!.getDefault();
    return values;
  }
  const source = given as Readonly<Record<string, unknown>>;
  let left = 0;
  for (const name in source) if (Object.hasOwn(source, name)) left++;
  for (let i = 0; i < fields.length; i++) {
    const field = fields[i]!;
    if (Object.hasOwn(source, field.name)) {
      values[i] = source[field.name];
      left--;
      if (field.isRelation) (field as ForeignKey).checkValue(values[i]);
    } else if (field.attname !== field.name && Object.hasOwn(source, field.attname)) {
      values[i] = source[field.attname];
      left--;
    }
    if (values[i] === undefined) values[i] = field.getDefault();
  }
  if (left > 0) takeTheRest(meta, source, values);
  return values;
}

/** `pk`, generic relations, and complaints about names that are not there. */
function takeTheRest(meta: Options, source: Readonly<Record<string, unknown>>, values: unknown[]): void {
  for (const [name, value] of Object.entries(source)) {
    const field = meta.fieldsMap.get(name);
    if (field !== undefined && 'attname' in field && field.concrete) continue;
    if (name === 'pk') {
      values[meta.concreteFields.indexOf(meta.pk)] = value;
    } else if (field?.manyToMany) {
      throw new ModelValueError(
        `'${name}' of ${meta.objectName} is a many-to-many relation and cannot be given to the constructor.`,
        `Save the object first, then: await object.${name}.set([...]).`,
      );
    } else if (field !== undefined && 'attname' in field && field.expandInitial !== undefined) {
      for (const [column, part] of field.expandInitial(value))
        values[meta.concreteFields.indexOf(column)] = part;
    } else {
      throw new ModelValueError(
        `${meta.objectName} has no field '${name}'.`,
        choicesHint(name, settable(meta)),
      );
    }
  }
}

function settable(meta: Options): string[] {
  return meta.concreteFields.flatMap((field: Field) =>
    field.attname === field.name ? [field.name] : [field.name, field.attname],
  );
}
