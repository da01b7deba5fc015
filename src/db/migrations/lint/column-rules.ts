import type { SchemaField } from '../../backends/base/schema-model.ts';
import { AddField } from '../operations/add-field.ts';
import { AlterField } from '../operations/alter-field.ts';
import { indexLocks, losesNull } from './safe-ways.ts';
import type { LintContext, LintRule, LintWarning } from './warning.ts';
import { modelIn } from './warning.ts';
import { isNarrower, isWider } from './widths.ts';

/** New columns: values that old code doesn't give, defaults that rewrite the table, indexes that come along. */
export const addedColumn: LintRule = (context) => {
  const { operation, appLabel, to, connection, isNew } = context;
  if (!(operation instanceof AddField) || isNew(operation.modelName)) return [];
  const field = modelIn(to, appLabel, operation.modelName)._meta.getField(operation.name) as SchemaField;
  if (field.dbParameters(connection).type === undefined || field.generated) return [];
  const found: LintWarning[] = [];
  const name = `${operation.modelName}.${operation.name}`;
  if (!field.null && !field.hasDbDefault) {
    found.push({
      id: 'migrations.W101',
      message: `${name} takes no NULL and has no default in the database: code of before that still runs cannot insert rows.`,
      hint: 'Give it a `dbDefault`; or add it with `null: true`, and take that away when the new code runs everywhere.',
    });
  }
  if (field.hasDbDefault && isExpression(field.dbDefault) && connection.features.volatileDefaultsRewrite) {
    found.push({
      id: 'migrations.W102',
      message: `${name} has a default that is worked out row by row: the whole table is written anew while it is locked.`,
      hint: 'Add it with `null: true` and no default, set the `dbDefault` in a second migration, and fill the rows in portions.',
    });
  }
  if ((field.dbIndex || field.unique) && connection.features.indexesLockWrites) {
    found.push(indexLocks(`The index of ${name}`, field.unique ? 'unique' : 'column'));
  }
  return found;
};

/** Changed columns: other types, less room, NULL that goes. */
export const alteredColumn: LintRule = (context) => {
  const { operation, appLabel, connection, isNew } = context;
  if (!(operation instanceof AlterField) || isNew(operation.modelName)) return [];
  const [before, after] = [context.from, context.to].map(
    (state) => modelIn(state, appLabel, operation.modelName)._meta.getField(operation.name) as SchemaField,
  ) as [SchemaField, SchemaField];
  const [old, type] = [before, after].map((field) => typeOf(field, context)) as [string?, string?];
  if (old === undefined || type === undefined) return [];
  const found: LintWarning[] = [];
  const name = `${operation.modelName}.${operation.name}`;
  if (isNarrower(old, type)) {
    found.push({
      id: 'migrations.W105',
      message: `${name} gets less room (${old} becomes ${type}): values that are too long or too large are lost, or make the migration fail.`,
      hint: 'Look for such rows first, and mend them in a data migration.',
    });
  }
  if (old !== type && !isWider(old, type) && connection.features.typeChangesRewrite) {
    found.push({
      id: 'migrations.W104',
      message: `${name} gets another type (${old} becomes ${type}): the whole table is written anew while it is locked.`,
      hint: 'Add a new field, fill it in portions, let the code use it, and remove the old one later.',
    });
  }
  if (before.null && !after.null && connection.features.constraintsAreValidatedUnderLock) {
    found.push(losesNull(name, connection.features));
  }
  const becameIndexed = (after.dbIndex && !before.dbIndex) || (after.unique && !before.unique);
  if (becameIndexed && connection.features.indexesLockWrites)
    found.push(indexLocks(`The index of ${name}`, after.unique && !before.unique ? 'unique' : 'column'));
  return found;
};

function typeOf(field: SchemaField, { connection }: LintContext): string | undefined {
  const { type } = field.dbParameters(connection);
  return type === undefined ? undefined : connection.introspection.normalizedType(type);
}

function isExpression(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'resolveExpression' in value;
}
