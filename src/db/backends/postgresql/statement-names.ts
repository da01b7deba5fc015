const LONGEST = 10_000;
const MOST = 256;

/**
 * Which statements of a connection are prepared under a name: those that come a second time, at most 256 of them. What
 * comes once costs the server nothing to remember.
 */
export class StatementNames {
  readonly #names = new Map<string, string | undefined>();
  #made = 0;

  /** Name for a statement; undefined sends it without one. */
  nameOf(sql: string): string | undefined {
    if (sql.length > LONGEST || !/^(SELECT|INSERT|UPDATE|DELETE|WITH|\(SELECT)\b/.test(sql)) return undefined;
    const known = this.#names.has(sql);
    const name = this.#names.get(sql) ?? (known ? `jango_${++this.#made}` : undefined);
    this.#names.delete(sql);
    this.#names.set(sql, name);
    return name;
  }

  /** The statement that was used longest ago, once there are too many of them; its name when it has one. */
  takeOldest(): string | undefined {
    if (this.#names.size <= MOST) return undefined;
    const [sql, name] = this.#names.entries().next().value!;
    this.#names.delete(sql);
    return name;
  }

  clear(): void {
    this.#names.clear();
  }
}
