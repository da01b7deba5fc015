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
    let name = this.#names.get(sql);
    // Which one was used last is asked when there are too many: until they are many, nothing needs to move.
    if (name !== undefined && this.#names.size < MOST / 2) return name;
    if (name === undefined) {
      if (sql.length > LONGEST || !/^(SELECT|INSERT|UPDATE|DELETE|WITH|\(SELECT)\b/.test(sql))
        return undefined;
      if (this.#names.has(sql)) name = `jango_${++this.#made}`;
    }
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
