import type { DatabaseWrapper } from './database-wrapper.ts';
import type { Filling } from './schema-editor.ts';
import type { SchemaField } from './schema-model.ts';

interface AutomaticMoment extends SchemaField {
  readonly autoNow?: boolean;
  readonly autoNowAdd?: boolean;
  /** The present moment as the field's own kind of value. */
  now?(): unknown;
}

/**
 * What rows that are there already get in a new column, as a database parameter; null when there is nothing to give.
 * A value of the migration's own (a one-off default) goes before the field's default.
 */
export function effectiveDefault(
  field: SchemaField,
  connection: DatabaseWrapper,
  filling?: Filling,
): unknown {
  const value = filling !== undefined && 'filling' in filling ? filling.filling : naturalDefault(field);
  return field.getDbPrepSave(value, connection) ?? null;
}

function naturalDefault(field: AutomaticMoment): unknown {
  if (field.hasDefault()) return field.getDefault();
  if (!field.null && field.blank && field.emptyStringsAllowed) {
    return field.getInternalType() === 'BinaryField' ? new Uint8Array() : '';
  }
  return field.autoNow || field.autoNowAdd ? field.now?.() : null;
}
