import { FieldError } from '../../../core/errors/field-error.ts';
import type { Statement } from './ddl-references.ts';
import type { SchemaEditor } from './schema-editor.ts';
import type { SchemaConstraint, SchemaField, SchemaIndex, SchemaModel } from './schema-model.ts';

/** What a column is computed of, as text; undefined for others, and where a column that it names has another name by now. */
export function computation(editor: SchemaEditor, field: SchemaField): string | undefined {
  if (!field.generated) return undefined;
  const { expression, dbPersist } = field as SchemaField & { expression: object; dbPersist: boolean };
  try {
    return `${editor.expressionSql(field, expression)} ${dbPersist}`;
  } catch (error) {
    if (error instanceof FieldError) return undefined;
    throw error;
  }
}

/** The generated columns of a table that stand in the way of another type for one that they are computed of. */
export function computedOf(
  editor: SchemaEditor,
  model: SchemaModel,
  from: SchemaField,
  to: SchemaField,
): readonly SchemaField[] {
  if (from.generated) return [];
  const [before, after] = [from, to].map((field) => field.dbParameters(editor.connection));
  if (before!.type === after!.type && before!.collation === after!.collation) return [];
  const column = editor.quoteName(from.column);
  return model._meta.localFields.filter((field) => computation(editor, field)?.includes(column) ?? false);
}

/** Change a table while some of its generated columns are away. */
export async function withoutComputed(
  editor: SchemaEditor,
  model: SchemaModel,
  computed: readonly SchemaField[],
  now: SchemaModel,
  change: () => Promise<void>,
): Promise<void> {
  const [first, ...rest] = computed;
  if (first === undefined) return change();
  await remakeComputed(editor, model, first, now._meta.getField(first.name) as SchemaField, () =>
    withoutComputed(editor, model, rest, now, change),
  );
}

/**
 * A generated column holds nothing of its own: it goes and comes anew, with the indexes and constraints over it.
 * @param meanwhile what is done while it is away
 */
export async function remakeComputed(
  editor: SchemaEditor,
  model: SchemaModel,
  from: SchemaField,
  to: SchemaField,
  meanwhile?: () => Promise<void>,
): Promise<void> {
  const isOver = (sql: Statement | undefined): boolean =>
    sql !== undefined && String(sql).includes(editor.quoteName(from.column));
  const now = to.model;
  const { uniqueTogether } = model._meta;
  const indexes = (model._meta.indexes as readonly SchemaIndex[]).filter((one) =>
    isOver(one.createSql(model, editor)),
  );
  const constraints = (model._meta.constraints as readonly SchemaConstraint[]).filter((one) =>
    isOver(one.createSql(model, editor)),
  );
  const groups = uniqueTogether.filter((group) => group.includes(from.name));
  for (const constraint of constraints) await editor.removeConstraint(model, constraint);
  for (const index of indexes) await editor.removeIndex(model, index);
  await editor.alterTogether(model, 'uniqueTogether', groups, []);
  await editor.removeField(model, from);
  await meanwhile?.();
  await editor.addField(now, to);
  await editor.alterTogether(now, 'uniqueTogether', [], groups);
  for (const index of indexes) await editor.addIndex(now, index);
  for (const constraint of constraints) await editor.addConstraint(now, constraint);
}
