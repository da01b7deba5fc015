/** Header fields as `node:http` hands them over: names in lower case. */
export type RawHeaders = Readonly<Record<string, string | string[] | undefined>>;

/** The headers of a request; names in any case, `user_agent` for `User-Agent` as templates write it. */
export class RequestHeaders implements Iterable<[string, string]> {
  readonly #raw: RawHeaders;

  constructor(raw: RawHeaders) {
    this.#raw = raw;
  }

  get(name: string): string | undefined;
  get<D>(name: string, fallback: D): string | D;
  get<D>(name: string, fallback?: D): string | D | undefined {
    const value = this.#raw[name.toLowerCase().replaceAll('_', '-')];
    return value === undefined ? fallback : joined(value);
  }

  has(name: string): boolean {
    return this.get(name) !== undefined;
  }

  /** Names as they are usually written: `User-Agent`. */
  keys(): string[] {
    return [...this].map(([name]) => name);
  }

  *[Symbol.iterator](): Iterator<[string, string]> {
    for (const [name, value] of Object.entries(this.#raw)) {
      if (value !== undefined) yield [titled(name), joined(value)];
    }
  }
}

export function joined(value: string | readonly string[]): string {
  return typeof value === 'string' ? value : value.join(', ');
}

function titled(name: string): string {
  return name.replace(/(^|-)([a-z])/g, (_, dash: string, letter: string) => dash + letter.toUpperCase());
}
