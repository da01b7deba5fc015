import type { SchemaField } from '../base/schema-model.ts';
import type { PostgresSchemaEditor } from './schema-editor.ts';

/** Whether a type holds text that LIKE can search. */
export function isText(type: string | undefined): boolean {
  return /^(varchar|text)(?!.*\[)/.test(type ?? '');
}

/**
 * `TYPE varchar(10)` with the collation and the way that the values are brought over; undefined when nothing changes. A
 * cast to varchar(n) would cut what is too long without a word, so values become text, and the column refuses what
 * doesn't fit.
 */
export function typeConversion(
  editor: PostgresSchemaEditor,
  from: SchemaField,
  to: SchemaField,
): string | undefined {
  const [before, after] = [from, to].map((field) => field.dbParameters(editor.connection));
  const { type = '' } = after!;
  const sameType = before!.type === type;
  if (sameType && before!.collation === after!.collation) return undefined;
  const [wasText, staysText] = [isText(before!.type), isText(type)];
  const column = editor.quoteName(to.column);
  const parts = [`TYPE ${type}`];
  if (after!.collation) parts.push(`COLLATE ${editor.quoteName(after!.collation)}`);
  else if (before!.collation && staysText) parts.push('COLLATE "default"');
  if (!sameType && !to.generated && !(staysText && wasText)) {
    parts.push(`USING ${column}::${staysText ? 'text' : type}`);
  }
  return parts.join(' ');
}
