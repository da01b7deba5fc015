import type { DatabaseWrapper } from './database-wrapper.ts';
import {
  automaticJoinTable,
  type SchemaField,
  type SchemaForeignKey,
  type SchemaModel,
} from './schema-model.ts';

/** A foreign key that points at a column, whether the database enforces it or not. */
export interface IncomingKey {
  readonly model: SchemaModel;
  readonly field: SchemaForeignKey;
}

/**
 * The keys that have the type of a column because they point at it: those of join tables and of children too, and in turn
 * the keys that point at one of these.
 */
export function incomingKeys(to: SchemaField): IncomingKey[] {
  const found = new Map<string, IncomingKey>();
  follow(to, to.model, found);
  return [...found.values()];
}

function follow(to: SchemaField, owner: SchemaModel, found: Map<string, IncomingKey>): void {
  for (const model of referringModels(owner)) {
    for (const field of model._meta.localFields) {
      if (!isKey(field) || field.remoteField.model()._meta.dbTable !== owner._meta.dbTable) continue;
      const name = `${model._meta.dbTable}.${field.column}`;
      if (field.targetField.column !== to.column || found.has(name)) continue;
      found.set(name, { model, field });
      if (field.unique) follow(field, model, found);
    }
  }
}

function referringModels(owner: SchemaModel): Set<SchemaModel> {
  const related = owner._meta.allRelatedObjects.map(
    ({ field }) => automaticJoinTable(field as SchemaField) ?? field.model,
  );
  const joins = owner._meta.localManyToMany.map(automaticJoinTable).filter((table) => table !== undefined);
  return new Set([...related, ...joins]);
}

function isKey(field: SchemaField): field is SchemaForeignKey {
  return field.isRelation && !field.manyToMany && field.concrete;
}

/** Whether keys that point at a column have to follow when it changes. */
export function keysFollow(from: SchemaField, to: SchemaField, connection: DatabaseWrapper): boolean {
  if (!(from.unique && to.unique)) return false;
  const [before, after] = [from, to].map((field) => [
    field.relDbType(connection),
    field.dbParameters(connection).collation,
  ]);
  return JSON.stringify(before) !== JSON.stringify(after);
}
