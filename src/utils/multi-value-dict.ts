/**
 * Names with several values each, as forms and query strings have them. `get()` gives the last value, `getlist()` all of them;
 * iterating gives each name with its last value.
 */
export class MultiValueDict<T> implements Iterable<[string, T | undefined]> {
  protected readonly lists_: Map<string, T[]> = new Map();

  constructor(lists: Iterable<readonly [string, readonly T[]]> = []) {
    for (const [name, values] of lists) this.lists_.set(name, [...values]);
  }

  /** How many names there are. */
  get size(): number {
    return this.lists_.size;
  }

  /** The last value of a name, or `fallback`. */
  get(name: string): T | undefined;
  get<D>(name: string, fallback: D): T | D;
  get<D>(name: string, fallback?: D): T | D | undefined {
    const values = this.lists_.get(name);
    return values === undefined || values.length === 0 ? fallback : values[values.length - 1];
  }

  /** All values of a name; an empty list when it isn't there. */
  getlist(name: string): T[] {
    return [...(this.lists_.get(name) ?? [])];
  }

  has(name: string): boolean {
    return this.lists_.has(name);
  }

  /** Put one value in place of all that a name had. */
  set(name: string, value: T): void {
    this.setlist(name, [value]);
  }

  setlist(name: string, values: readonly T[]): void {
    this.assertMutable();
    this.lists_.set(name, [...values]);
  }

  /** Put a value behind those that a name has. */
  appendlist(name: string, value: T): void {
    this.assertMutable();
    const values = this.lists_.get(name);
    if (values === undefined) this.lists_.set(name, [value]);
    else values.push(value);
  }

  delete(name: string): boolean {
    this.assertMutable();
    return this.lists_.delete(name);
  }

  /** Add all values of another; names that are in both keep theirs and get more. */
  update(other: MultiValueDict<T> | Readonly<Record<string, T>>): void {
    const lists: Iterable<readonly [string, readonly T[]]> =
      other instanceof MultiValueDict
        ? other.lists()
        : Object.entries(other).map(([name, value]) => [name, [value]]);
    for (const [name, values] of lists) for (const value of values) this.appendlist(name, value);
  }

  keys(): IterableIterator<string> {
    return this.lists_.keys();
  }

  /** The last value of each name. */
  values(): (T | undefined)[] {
    return [...this.lists_.keys()].map((name) => this.get(name));
  }

  /** Names with their last values. */
  items(): [string, T | undefined][] {
    return [...this.lists_.keys()].map((name) => [name, this.get(name)]);
  }

  /** Names with all their values. */
  lists(): [string, T[]][] {
    return [...this.lists_].map(([name, values]) => [name, [...values]]);
  }

  /** A plain object of the last values. */
  dict(): Record<string, T | undefined> {
    return Object.fromEntries(this.items());
  }

  [Symbol.iterator](): Iterator<[string, T | undefined]> {
    return this.items()[Symbol.iterator]();
  }

  /** @throws when this one may not be changed; `QueryDict` of a request says so. */
  protected assertMutable(): void {}
}
