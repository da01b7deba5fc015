/**
 * Statements that wait until the end of a migration (indexes, constraints) and follow what happens to their table
 * and columns meanwhile: they are renamed, or fall away with them.
 */
export type Quote = (name: string) => string;

/** A piece of a statement that names something in the database. */
export abstract class Reference {
  table: string;
  constructor(table: string) {
    this.table = table;
  }

  referencesTable(table: string): boolean {
    return this.table === table;
  }

  referencesColumn(_table: string, _column: string): boolean {
    return false;
  }

  renameTable(from: string, to: string): void {
    if (this.table === from) this.table = to;
  }

  renameColumn(_table: string, _from: string, _to: string): void {}

  abstract toString(): string;
}

export class TableReference extends Reference {
  readonly #quote: Quote;
  constructor(table: string, quote: Quote) {
    super(table);
    this.#quote = quote;
  }

  override toString(): string {
    return this.#quote(this.table);
  }
}

export class ColumnsReference extends Reference {
  columns: readonly string[];
  readonly #quote: Quote;
  readonly #suffixes: readonly string[];

  /** @param suffixes what follows each column: an operator class, `DESC` */
  constructor(table: string, columns: readonly string[], quote: Quote, suffixes: readonly string[] = []) {
    super(table);
    this.columns = columns;
    this.#quote = quote;
    this.#suffixes = suffixes;
  }

  override referencesColumn(table: string, column: string): boolean {
    return this.table === table && this.columns.includes(column);
  }

  override renameColumn(table: string, from: string, to: string): void {
    if (this.table === table) this.columns = this.columns.map((column) => (column === from ? to : column));
  }

  override toString(): string {
    return this.columns
      .map((column, i) => [this.#quote(column), this.#suffixes[i]].filter(Boolean).join(' '))
      .join(', ');
  }
}

/** An automatic name, worked out from table and columns as they are when the statement runs. */
export class NameReference extends ColumnsReference {
  readonly #make: (table: string, columns: readonly string[]) => string;
  constructor(
    table: string,
    columns: readonly string[],
    make: (table: string, columns: readonly string[]) => string,
  ) {
    super(table, columns, (name) => name);
    this.#make = make;
  }

  override toString(): string {
    return this.#make(this.table, this.columns);
  }
}

/** SQL of expressions over columns of one table; the columns are known, so that it can fall away with one of them. */
export class ExpressionReference extends Reference {
  readonly #sql: string;
  readonly #columns: readonly string[];
  constructor(table: string, sql: string, columns: readonly string[]) {
    super(table);
    this.#sql = sql;
    this.#columns = columns;
  }

  override referencesColumn(table: string, column: string): boolean {
    return this.table === table && this.#columns.includes(column);
  }

  override toString(): string {
    return this.#sql;
  }
}

/** A statement made of text and references: `` new Statement`CREATE INDEX ${name} ON ${table} (${columns})` `` by `ddl()`. */
export class Statement {
  readonly #texts: readonly string[];
  readonly #parts: readonly (string | Reference)[];

  constructor(texts: readonly string[], parts: readonly (string | Reference)[]) {
    this.#texts = texts;
    this.#parts = parts;
  }

  referencesTable(table: string): boolean {
    return this.#references().some((part) => part.referencesTable(table));
  }

  referencesColumn(table: string, column: string): boolean {
    return this.#references().some((part) => part.referencesColumn(table, column));
  }

  renameTable(from: string, to: string): void {
    for (const part of this.#references()) part.renameTable(from, to);
  }

  renameColumn(table: string, from: string, to: string): void {
    for (const part of this.#references()) part.renameColumn(table, from, to);
  }

  toString(): string {
    return this.#texts.reduce((sql, text, i) => sql + String(this.#parts[i - 1]) + text);
  }

  #references(): Reference[] {
    return this.#parts.filter((part) => part instanceof Reference);
  }
}

/** Build a Statement: `` ddl`DROP INDEX ${name}` ``. */
export function ddl(texts: TemplateStringsArray, ...parts: (string | Reference)[]): Statement {
  return new Statement([...texts], parts);
}
