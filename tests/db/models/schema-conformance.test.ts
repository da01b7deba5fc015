import { expect, test } from 'vitest';
import { SqliteDatabase } from '../../../src/db/backends/sqlite3/database-wrapper.ts';
import type { ForeignKey } from '../../../src/db/models/fields/foreign-key.ts';
import type { ModelClass } from '../../../src/db/models/model.ts';
import { hasVectors, readVectors } from '../../support/conformance.ts';
import { conformanceModels } from '../../support/conformance-models.ts';
import { standIn } from './persistence-stand-in.ts';

standIn();

interface Column {
  readonly column: string;
  readonly type: string;
  readonly null: boolean;
  readonly primary_key?: boolean;
  readonly unique?: boolean;
  readonly index?: boolean;
  readonly check?: string;
  readonly references?: object;
}
interface SchemaVector {
  readonly app: string;
  readonly label: string;
  readonly db_table: string;
  readonly sqlite: { readonly columns: readonly Column[] };
  readonly many_to_many: readonly { db_table: string; source_column: string; target_column: string }[];
}

const connection = new SqliteDatabase('default', { ENGINE: 'sqlite3', NAME: ':memory:' });
const vectors = readVectors('orm/schema') as unknown as readonly SchemaVector[];
const built = new Map<string, ReadonlyMap<string, ModelClass>>();
const modelOf = ({ app, label }: SchemaVector) => {
  if (!built.has(app)) built.set(app, conformanceModels(app));
  return built.get(app)!.get(label)!;
};

function columnsOf(model: ModelClass): Column[] {
  return model._meta.localConcreteFields.map((field) => {
    const { type, check } = field.dbParameters(connection);
    const key = field.isRelation ? (field as ForeignKey) : undefined;
    return {
      column: field.column,
      type: type!,
      null: field.null,
      ...(field.primaryKey ? { primary_key: true } : {}),
      ...(field.unique ? { unique: true } : {}),
      ...(field.dbIndex && !field.unique ? { index: true } : {}),
      ...(check ? { check } : {}),
      ...(key === undefined ? {} : { references: referenceOf(key) }),
    };
  });
}

function referenceOf(key: ForeignKey): object {
  const { dbTable } = key.relatedModel!._meta;
  return { table: dbTable, column: key.targetField.column, enforced: key.dbConstraint };
}

test.skipIf(!hasVectors)(
  'tables, columns and join tables are those that Django makes',
  () => {
    expect(vectors.length).toBeGreaterThan(400);
    for (const vector of vectors) {
      const model = modelOf(vector);
      const { columns } = vector.sqlite;
      expect({ label: vector.label, table: model._meta.dbTable, columns: columnsOf(model) }).toEqual({
        label: vector.label,
        table: vector.db_table,
        columns: columns.map(({ field: _field, ...column }: Column & { field?: string }) => column),
      });
      const joins = model._meta.localManyToMany.map((field) => ({
        db_table: (field as never as { m2mDbTable(): string }).m2mDbTable(),
        source_column: (field as never as { m2mColumnName(): string }).m2mColumnName(),
        target_column: (field as never as { m2mReverseName(): string }).m2mReverseName(),
      }));
      expect(joins).toEqual(
        vector.many_to_many.map(({ db_table, source_column, target_column }) => ({
          db_table,
          source_column,
          target_column,
        })),
      );
    }
  },
  120_000,
);
