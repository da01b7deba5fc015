import type { DatabaseWrapper } from './database-wrapper.ts';
import type { TableDetails } from './table-details.ts';

export interface TableInfo {
  name: string;
  /** A part of a table has a name of its own, and its rows are those of the whole. */
  kind: 'table' | 'partition' | 'view';
}

export interface ColumnInfo {
  name: string;
  /** Type as the database says it, `varchar(10)`. */
  type: string;
  null: boolean;
  /** Default as SQL text; null for none. */
  default: string | null;
  primaryKey: boolean;
  generated: boolean;
  /** Whether the database counts it up by itself. */
  autoIncrement: boolean;
}

/** A constraint of which nothing is known yet. */
export const PLAIN: ConstraintInfo = {
  columns: [],
  primaryKey: false,
  unique: false,
  index: false,
  check: false,
  foreignKey: null,
};

export interface ConstraintInfo {
  columns: readonly (string | null)[];
  primaryKey: boolean;
  unique: boolean;
  index: boolean;
  check: boolean;
  /** Table and column that a foreign key points at. */
  foreignKey: readonly [table: string, column: string] | null;
  /** `'ASC'` or `'DESC'` per column of an index. */
  orders?: readonly ('ASC' | 'DESC')[];
  /** Kind of an index, where the database has several: `'btree'`, `'gin'`. */
  type?: string;
  /** How an index is stored: `['fastupdate=off']`. */
  options?: readonly string[];
  /** Statement that made it, where the database keeps it; of a check, its condition. */
  definition?: string;
  /** A check that is part of a column's definition, and goes with the column. */
  ofColumn?: boolean;
}

/** What a database says of its own tables. It only reads. */
export abstract class DatabaseIntrospection {
  protected readonly connection: DatabaseWrapper;

  constructor(connection: DatabaseWrapper) {
    this.connection = connection;
  }

  abstract tables(): Promise<TableInfo[]>;
  abstract columns(table: string): Promise<ColumnInfo[]>;
  /** Keys, indexes, unique and check constraints by name; those without a name get one made up. */
  abstract constraints(table: string): Promise<Map<string, ConstraintInfo>>;

  /** What else the database says of a table; undefined where nothing is known of that. */
  async details(_table: string): Promise<TableDetails | undefined> {
    return undefined;
  }

  /** The same read out of the statements that would make the table, where the database keeps these as they were written. */
  detailsOfStatements(_createTable: string, _createIndexes: readonly string[]): TableDetails | undefined {
    return undefined;
  }

  /** One spelling for a type, whether a field or the database says it. */
  normalizedType(type: string): string {
    return type
      .trim()
      .toLowerCase()
      .replace(/\s+/g, ' ')
      .replace(/\s*([(,])\s*/g, '$1')
      .replace(/ \)/g, ')');
  }

  /** Whether a key or constraint of this name has none in the database, and was given one by `constraints()`. */
  isMadeUpName(name: string): boolean {
    return name.startsWith('__');
  }

  async tableNames(options: { includeViews?: boolean } = {}): Promise<string[]> {
    const tables = await this.tables();
    return tables.filter(({ kind }) => options.includeViews || kind === 'table').map(({ name }) => name);
  }

  async hasTable(name: string): Promise<boolean> {
    return (await this.tableNames()).includes(name);
  }

  /** Names of what keeps these columns unique and was made apart from its table. */
  async uniqueConstraints(table: string, columns: readonly string[]): Promise<string[]> {
    return this.indexesOver(table, columns, true);
  }

  /** Names of the foreign keys over a column. */
  async foreignKeys(table: string, column: string): Promise<string[]> {
    return this.named(table, (info) => info.foreignKey !== null && info.columns.join() === column);
  }

  protected async named(table: string, matches: (info: ConstraintInfo) => boolean): Promise<string[]> {
    return [...(await this.constraints(table))].filter(([, info]) => matches(info)).map(([name]) => name);
  }

  /** Names of the indexes, or unique ones, over exactly these columns. */
  async indexesOver(table: string, columns: readonly string[], unique: boolean): Promise<string[]> {
    const wanted = JSON.stringify(columns);
    return [...(await this.constraints(table))]
      .filter(([, info]) => info.unique === unique && info.index && !info.primaryKey)
      .filter(([, info]) => JSON.stringify(info.columns) === wanted)
      .map(([name]) => name);
  }
}
