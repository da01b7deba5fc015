/**
 * Prepared statements by their text, the least recently made thrown out first. Queries of one shape share one text,
 * so a project's whole working set fits.
 */
export class StatementCache<Statement> {
  readonly #statements = new Map<string, Statement>();
  readonly #prepare: (sql: string) => Statement;
  readonly #capacity: number;

  constructor(prepare: (sql: string) => Statement, capacity = 512) {
    this.#prepare = prepare;
    this.#capacity = capacity;
  }

  get(sql: string): Statement {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const statement = this.#prepare(sql);
    if (this.#statements.size >= this.#capacity) {
      for (const oldest of this.#statements.keys()) {
        this.#statements.delete(oldest);
        break;
      }
    }
    this.#statements.set(sql, statement);
    return statement;
  }

  clear(): void {
    this.#statements.clear();
  }
}
