import { type CheckMessage, CheckWarning } from '../../../core/checks/messages.ts';
import type { Field } from '../../models/fields/field.ts';
import { isLimitedType } from './data-types.ts';
import type { MysqlDatabase } from './database-wrapper.ts';

/** The longest text that every server can keep unique. */
const LONGEST_UNIQUE = 255;

/** Texts that are too long to be unique, and indexes that cannot be. */
export function checkMysqlColumn(field: Field, connection: MysqlDatabase): CheckMessage[] {
  const type = field.dbType(connection)?.toLowerCase() ?? '';
  const found: CheckMessage[] = [];
  const length = /^varchar\((\d+)\)/.exec(type)?.[1];
  if (length !== undefined && field.unique && Number(length) > LONGEST_UNIQUE) {
    const message = `${connection.displayName} may refuse a unique text of more than ${LONGEST_UNIQUE} characters.`;
    const hint = `Give a maxLength of ${LONGEST_UNIQUE} or less.`;
    found.push(new CheckWarning(message, { obj: field, id: 'mysql.W003', hint }));
  }
  if (field.dbIndex && isLimitedType(type)) {
    const message = `${connection.displayName} has no index on a whole ${type} column.`;
    const hint = "An index won't be created. Silence this warning if you don't care about it.";
    found.push(new CheckWarning(message, { obj: field, id: 'fields.W162', hint }));
  }
  return found;
}

/** Jango turns strict mode on; the `initCommand` of a project may turn it off. */
export async function checkSqlMode(connection: MysqlDatabase): Promise<CheckMessage[]> {
  const [row] = await connection.query('SELECT @@sql_mode', []);
  const modes = String(row?.[0]).split(',');
  if (modes.includes('STRICT_TRANS_TABLES') || modes.includes('STRICT_ALL_TABLES')) return [];
  const message = `Strict mode is off for the database '${connection.alias}'.`;
  const hint = `Without it ${connection.displayName} cuts values that don't fit. Leave sql_mode alone in initCommand.`;
  return [new CheckWarning(message, { id: 'mysql.W002', hint })];
}
