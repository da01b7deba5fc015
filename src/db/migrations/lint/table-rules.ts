import { AddConstraint } from '../operations/add-constraint.ts';
import { AddField } from '../operations/add-field.ts';
import { AddIndex } from '../operations/add-index.ts';
import { AlterModelTable } from '../operations/alter-model-table.ts';
import { AlterUniqueTogether } from '../operations/alter-together.ts';
import { DeleteModel } from '../operations/delete-model.ts';
import { RemoveField } from '../operations/remove-field.ts';
import { RenameField } from '../operations/rename-field.ts';
import { RenameModel } from '../operations/rename-model.ts';
import { indexLocks, validated } from './safe-ways.ts';
import { type LintRule, modelIn } from './warning.ts';

const LATER =
  'Let the code do without it first (SeparateDatabaseAndState with the operation in `stateOperations`), and drop it in a later release.';

/** What takes rows or values away. */
export const removed: LintRule = ({ operation, appLabel, from }) => {
  if (operation instanceof RemoveField) {
    const model = modelIn(from, appLabel, operation.modelName);
    const name = `${operation.modelName}.${operation.name}`;
    if (!(model._meta.getField(operation.name) as { concrete: boolean }).concrete) return [];
    const message = `The values of ${name} are lost, and code of before that still runs asks for the column.`;
    return [{ id: 'migrations.W106', message, hint: LATER }];
  }
  if (!(operation instanceof DeleteModel)) return [];
  if (!modelIn(from, appLabel, operation.name)._meta.managed) return [];
  const message = `The rows of ${operation.name} are lost, and code of before that still runs asks for the table.`;
  return [{ id: 'migrations.W107', message, hint: LATER }];
};

/** Names that code of before still uses. */
export const renamed: LintRule = (context) => {
  const { operation } = context;
  const what = renameOf(context);
  if (what === undefined) return [];
  const keep = operation instanceof RenameField ? '`dbColumn`' : '`dbTable` in Meta';
  return [
    {
      id: 'migrations.W108',
      message: `${what}: code of before that still runs uses the old name.`,
      hint: `Keep the name in the database with ${keep}, or stop the site while it is migrated.`,
    },
  ];
};

function renameOf({ operation, appLabel, from, to }: Parameters<LintRule>[0]): string | undefined {
  if (operation instanceof RenameField) {
    const column = (state: typeof from, name: string): string =>
      (modelIn(state, appLabel, operation.modelName)._meta.getField(name) as { column: string }).column;
    const [before, after] = [column(from, operation.oldName), column(to, operation.newName)];
    return before === after ? undefined : `The column ${before} becomes ${after}`;
  }
  const [old, name] =
    operation instanceof RenameModel
      ? [operation.oldName, operation.newName]
      : operation instanceof AlterModelTable
        ? [operation.name, operation.name]
        : [];
  if (old === undefined || name === undefined) return undefined;
  const [before, after] = [modelIn(from, appLabel, old), modelIn(to, appLabel, name)].map(
    (model) => model._meta.dbTable,
  );
  return before === after ? undefined : `The table ${before} becomes ${after}`;
}

/** Indexes and constraints over the rows that are there. */
export const constrained: LintRule = ({ operation, connection, isNew, appLabel, to }) => {
  const { features } = connection;
  if (operation instanceof AddIndex && operation.locks && !isNew(operation.modelName)) {
    return features.indexesLockWrites ? [indexLocks(`The index ${operation.index.name}`, 'index')] : [];
  }
  if (operation instanceof AlterUniqueTogether && !isNew(operation.name)) {
    return features.indexesLockWrites
      ? [indexLocks(`The unique constraint of ${operation.name}`, 'unique')]
      : [];
  }
  if (operation instanceof AddConstraint && operation.locks && !isNew(operation.modelName)) {
    const { name } = operation.constraint;
    const { path } = operation.constraint.deconstruct();
    if (path.endsWith('UniqueConstraint')) {
      return features.indexesLockWrites ? [indexLocks(`The unique constraint ${name}`, 'unique')] : [];
    }
    const checked = path.endsWith('CheckConstraint') ? 'check' : 'other';
    return features.constraintsAreValidatedUnderLock
      ? [validated(`The constraint ${name}`, checked, features)]
      : [];
  }
  if (!(operation instanceof AddField) || isNew(operation.modelName)) return [];
  const field = modelIn(to, appLabel, operation.modelName)._meta.getField(operation.name) as {
    isRelation: boolean;
    concrete: boolean;
    dbConstraint?: boolean;
  };
  const isKey = field.isRelation && field.concrete && field.dbConstraint === true;
  if (!isKey || !features.constraintsAreValidatedUnderLock) return [];
  return [validated(`The foreign key of ${operation.modelName}.${operation.name}`, 'key', features)];
};
