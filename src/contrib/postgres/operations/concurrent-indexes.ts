import type { SchemaEditor } from '../../../db/backends/base/schema-editor.ts';
import type { SchemaIndex, SchemaModel } from '../../../db/backends/base/schema-model.ts';
import { NotSupportedError } from '../../../db/errors.ts';
import { AddIndex } from '../../../db/migrations/operations/add-index.ts';
import { operationOptions } from '../../../db/migrations/operations/check-options.ts';
import type { DeconstructedOperation, Operation } from '../../../db/migrations/operations/operation.ts';
import { RemoveIndex } from '../../../db/migrations/operations/remove-index.ts';
import type { ProjectState } from '../../../db/migrations/state/project-state.ts';
import { MODULE } from '../module-name.ts';

/** Make an index without keeping writers out of the table; plainly where a database has no such thing. */
async function add(operation: Operation, editor: SchemaEditor, model: SchemaModel, index: SchemaIndex) {
  const concurrently = isConcurrent(operation, editor);
  const statement = index.createSql(model, editor, { concurrently });
  if (statement !== undefined) await editor.execute(statement);
}

async function remove(operation: Operation, editor: SchemaEditor, model: SchemaModel, index: SchemaIndex) {
  const concurrently = isConcurrent(operation, editor);
  const statement = index.removeSql(model, editor, { concurrently });
  if (statement !== undefined) await editor.execute(statement);
}

/** @throws NotSupportedError inside of a transaction */
function isConcurrent(operation: Operation, { connection, collecting }: SchemaEditor): boolean {
  if (!connection.features.supportsConcurrentIndexes) return false;
  if (collecting || !connection.inAtomicBlock) return true;
  throw new NotSupportedError(
    `${operation.deconstruct().name} cannot be executed inside a transaction.`,
    'Set `atomic: false` in the migration, and let the operation be the only one in it.',
  );
}

class ConcurrentAddition extends AddIndex {
  override readonly locks = false;

  override deconstruct(): DeconstructedOperation {
    return { ...super.deconstruct(), module: MODULE, name: 'AddIndexConcurrently' };
  }

  override describe(): string {
    return `Concurrently create index ${this.index.name} on field(s) ${this.index.fields.join(', ')} of model ${this.modelName}`;
  }

  override async databaseForwards(appLabel: string, editor: SchemaEditor, _: ProjectState, to: ProjectState) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await add(this, editor, model, this.index);
  }

  override async databaseBackwards(appLabel: string, editor: SchemaEditor, from: ProjectState) {
    const model = this.model(appLabel, editor, from);
    if (model !== undefined) await remove(this, editor, model, this.index);
  }
}

class ConcurrentRemoval extends RemoveIndex {
  override deconstruct(): DeconstructedOperation {
    return { ...super.deconstruct(), module: MODULE, name: 'RemoveIndexConcurrently' };
  }

  override describe(): string {
    return `Concurrently remove index ${this.name} from ${this.modelName}`;
  }

  override async databaseForwards(appLabel: string, editor: SchemaEditor, from: ProjectState) {
    const model = this.model(appLabel, editor, from);
    if (model !== undefined) await remove(this, editor, model, this.indexIn(appLabel, from));
  }

  override async databaseBackwards(
    appLabel: string,
    editor: SchemaEditor,
    _: ProjectState,
    to: ProjectState,
  ) {
    const model = this.model(appLabel, editor, to);
    if (model !== undefined) await add(this, editor, model, this.indexIn(appLabel, to));
  }
}

/** AddIndex that lets the table be written meanwhile, in a migration that says `atomic: false`. */
export function AddIndexConcurrently(options: { modelName: string; index: SchemaIndex }): Operation {
  return new ConcurrentAddition(operationOptions('AddIndexConcurrently', options));
}

/** RemoveIndex that lets the table be used meanwhile, in a migration that says `atomic: false`. */
export function RemoveIndexConcurrently(options: { modelName: string; name: string }): Operation {
  return new ConcurrentRemoval(operationOptions('RemoveIndexConcurrently', options));
}
