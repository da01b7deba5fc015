import { FieldError } from '../../../core/errors/field-error.ts';
import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { ConflictOptions } from '../../backends/base/operations.ts';
import { NotSupportedError } from '../../errors.ts';
import { columnsOf, isCompositeField } from '../../sql/composite.ts';
import type { ModelClass } from '../model.ts';
import type { BulkOptions } from './bulk.ts';

/** @throws FieldError, NotSupportedError for options that don't go together */
export function conflictOptions(
  model: ModelClass,
  options: BulkOptions,
  { features, ops }: DatabaseWrapper,
): ConflictOptions | undefined {
  const { ignoreConflicts = false, updateConflicts = false, updateFields = [], uniqueFields = [] } = options;
  if (ignoreConflicts && updateConflicts) {
    throw new FieldError('ignoreConflicts and updateConflicts are mutually exclusive.');
  }
  if (ignoreConflicts) {
    if (!features.supportsIgnoreConflicts)
      throw new NotSupportedError('This database backend does not support ignoring conflicts.');
    return { kind: 'ignore', updateColumns: [], targetColumns: [] };
  }
  if (!updateConflicts) return undefined;
  if (!features.supportsUpdateConflicts)
    throw new NotSupportedError('This database backend does not support updating conflicts.');
  if (updateFields.length === 0)
    throw new FieldError(
      'Fields that will be updated when a row insertion fails on conflicts must be provided.',
    );
  if (uniqueFields.length > 0 && !features.supportsUpdateConflictsWithTarget) {
    throw new NotSupportedError(
      'This database backend does not support updating conflicts with specifying unique fields that can trigger the upsert.',
    );
  }
  if (uniqueFields.length === 0 && features.supportsUpdateConflictsWithTarget) {
    throw new FieldError('Unique fields that can trigger the upsert must be provided.');
  }
  const columns = (name: string, forUpdate: boolean): readonly string[] => {
    const field = name === 'pk' ? model._meta.pk : model._meta.getField(name);
    if (!forUpdate && 'attname' in field && isCompositeField(field))
      return columnsOf(field).map((part) => ops.quoteName(part.column));
    if (!('attname' in field) || !field.concrete || field.manyToMany) {
      throw new FieldError(
        `bulkCreate() can only be used with concrete fields in ${forUpdate ? 'updateFields' : 'uniqueFields'}.`,
      );
    }
    if (forUpdate && model._meta.pkFields.includes(field))
      throw new FieldError('bulkCreate() cannot be used with primary keys in updateFields.');
    return [ops.quoteName(field.column)];
  };
  return {
    kind: 'update',
    updateColumns: updateFields.flatMap((name) => columns(name, true)),
    targetColumns: uniqueFields.flatMap((name) => columns(name, false)),
  };
}
