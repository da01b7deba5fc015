import type { DatabaseWrapper } from '../../backends/base/database-wrapper.ts';
import type { SchemaEditor } from '../../backends/base/schema-editor.ts';
import { automaticJoinTable, type SchemaModel } from '../../backends/base/schema-model.ts';
import { canMigrate } from '../operations/can-migrate.ts';
import { MIGRATIONS_TABLE } from '../recorder.ts';
import { splitKey } from '../state/model-key.ts';
import type { ProjectState } from '../state/project-state.ts';
import { compareDetails } from './compare-details.ts';
import { compareTable, type Difference } from './compare-table.ts';
import { expectedDetails } from './expected-details.ts';
import { expectedTable } from './expected-table.ts';

export interface TableDrift {
  readonly table: string;
  readonly differences: readonly Difference[];
}

/**
 * Where a database differs from what a state says. It only reads.
 * @param state the models after the migrations that the database has had
 * @param tolerated models whose tables may be there and need not be: those of apps without migrations
 */
export async function findDrift(
  connection: DatabaseWrapper,
  state: ProjectState,
  tolerated: ProjectState = state,
): Promise<TableDrift[]> {
  const { introspection } = connection;
  const editor = await connection.schemaEditor({ collectSql: true });
  const migrated = expectedModels(state, editor);
  const others = expectedModels(tolerated, editor);
  const there = new Set(await introspection.tableNames());
  const drift: TableDrift[] = [];
  for (const [table, model] of migrated) {
    if (!there.has(table)) {
      drift.push({ table, differences: [{ sign: '-', text: 'the table is missing' }] });
      continue;
    }
    const differences = compareTable(
      expectedTable(model, editor),
      await introspection.columns(table),
      await introspection.constraints(table),
      introspection,
    );
    const [is, shouldBe] = [await introspection.details(table), await expectedDetails(model, connection)];
    if (is !== undefined && shouldBe !== undefined) {
      differences.push(...compareDetails(is, shouldBe, decimalColumns(model)));
    }
    if (differences.length > 0) drift.push({ table, differences });
  }
  for (const table of there) {
    if (others.has(table) || isUnmanaged(table, tolerated) || table === MIGRATIONS_TABLE) continue;
    drift.push({ table, differences: [{ sign: '+', text: 'the table is not in the models' }] });
  }
  return drift.sort((a, b) => (a.table < b.table ? -1 : 1));
}

function decimalColumns(model: SchemaModel): string[] {
  const fields = model._meta.localFields.filter((field) => field.getInternalType() === 'DecimalField');
  return fields.map((field) => field.column);
}

/** The models that have a table in this database, join tables included, by the name of the table. */
function expectedModels(state: ProjectState, editor: SchemaEditor): Map<string, SchemaModel> {
  const found = new Map<string, SchemaModel>();
  for (const key of state.models.keys()) {
    const model = state.apps.getModel(...splitKey(key)) as unknown as SchemaModel;
    if (!canMigrate(editor, model)) continue;
    found.set(model._meta.dbTable, model);
    for (const field of model._meta.localManyToMany) {
      const joinTable = automaticJoinTable(field);
      if (joinTable !== undefined) found.set(joinTable._meta.dbTable, joinTable);
    }
  }
  return found;
}

function isUnmanaged(table: string, state: ProjectState): boolean {
  return [...state.models.keys()].some((key) => {
    const { _meta: meta } = state.apps.getModel(...splitKey(key)) as unknown as SchemaModel;
    return !meta.managed && meta.dbTable === table;
  });
}
