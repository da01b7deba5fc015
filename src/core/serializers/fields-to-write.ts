import type { Field } from '../../db/models/fields/field.ts';
import type { ManyToManyField } from '../../db/models/fields/many-to-many-field.ts';
import type { AnyModel } from '../../db/models/model.ts';
import { fixtureName } from './field-name.ts';
import type { SerializeOptions } from './types.ts';

/**
 * The fields of an instance that are written: those of its own table (a parent's row is an object of its own), without the primary
 * key and without relations that have a join model, whose rows are objects, too.
 */
export function fieldsToWrite(
  instance: AnyModel,
  options: SerializeOptions,
): { columns: Field[]; relations: ManyToManyField[] } {
  const meta = instance._meta.concreteModel._meta;
  const link = options.useNaturalPrimaryKeys && meta.pk.remoteField?.parentLink ? meta.pk : undefined;
  const wanted = (field: Field): boolean => isSelected(field, options.fields);
  return {
    columns: meta.localFields.filter(
      (field) =>
        (field === link || (field.serialize && field.concrete && field !== meta.pk)) && wanted(field),
    ),
    relations: (meta.localManyToMany as ManyToManyField[]).filter(
      (field) => field.serialize && field.through._meta.autoCreated && wanted(field),
    ),
  };
}

function isSelected(field: Field, names: readonly string[] | undefined): boolean {
  return names === undefined || names.includes(field.name) || names.includes(fixtureName(field));
}
