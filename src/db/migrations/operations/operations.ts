import { AddConstraint } from './add-constraint.ts';
import { AddField } from './add-field.ts';
import { AddIndex } from './add-index.ts';
import { AlterConstraint } from './alter-constraint.ts';
import { AlterField } from './alter-field.ts';
import { AlterModelManagers } from './alter-model-managers.ts';
import { AlterModelOptions } from './alter-model-options.ts';
import { AlterModelTable } from './alter-model-table.ts';
import { AlterModelTableComment } from './alter-model-table-comment.ts';
import { AlterOrderWithRespectTo } from './alter-order-with-respect-to.ts';
import { AlterIndexTogether, AlterUniqueTogether } from './alter-together.ts';
import { operationOptions } from './check-options.ts';
import { CreateModel } from './create-model.ts';
import { DeleteModel } from './delete-model.ts';
import type { Operation } from './operation.ts';
import { RemoveConstraint } from './remove-constraint.ts';
import { RemoveField } from './remove-field.ts';
import { RemoveIndex } from './remove-index.ts';
import { RenameField } from './rename-field.ts';
import { RenameIndex } from './rename-index.ts';
import { RenameModel } from './rename-model.ts';
import { type MigrationCode, RunCode, type RunCodeOptions } from './run-code.ts';
import { RunSQL, type RunSQLOptions } from './run-sql.ts';
import { SeparateDatabaseAndState } from './separate-database-and-state.ts';

/** The operations as migration files write them, without `new`: `operations.AddField({ ... })`. */
export const operations = {
  AddConstraint: making(AddConstraint),
  AddField: making(AddField),
  AddIndex: making(AddIndex),
  AlterConstraint: making(AlterConstraint),
  AlterField: making(AlterField),
  AlterIndexTogether: making(AlterIndexTogether),
  AlterModelManagers: making(AlterModelManagers),
  AlterModelOptions: making(AlterModelOptions),
  AlterModelTable: making(AlterModelTable),
  AlterModelTableComment: making(AlterModelTableComment),
  AlterOrderWithRespectTo: making(AlterOrderWithRespectTo),
  AlterUniqueTogether: making(AlterUniqueTogether),
  CreateModel: making(CreateModel),
  DeleteModel: making(DeleteModel),
  RemoveConstraint: making(RemoveConstraint),
  RemoveField: making(RemoveField),
  RemoveIndex: making(RemoveIndex),
  RenameField: making(RenameField),
  RenameIndex: making(RenameIndex),
  RenameModel: making(RenameModel),
  /** Code on the data: `operations.RunCode({ code: fillSlugs, reverseCode: operations.RunCode.noop })`. */
  RunCode: Object.assign((options: RunCodeOptions): Operation => new RunCode(options), {
    noop: RunCode.noop as MigrationCode,
  }),
  /** SQL of one's own: `operations.RunSQL({ sql: '...', reverseSql: operations.RunSQL.noop })`. */
  RunSQL: Object.assign((options: RunSQLOptions): Operation => new RunSQL(options), { noop: RunSQL.noop }),
  SeparateDatabaseAndState: making(SeparateDatabaseAndState),
} as const;

function making<O>(Class: new (options: O) => Operation): (options: O) => Operation {
  return (options) => new Class(operationOptions(Class.name, options));
}
