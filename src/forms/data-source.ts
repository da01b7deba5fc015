/** Submitted data as widgets read it: `request.POST` and `request.FILES` are of this kind. */
export interface DataSource {
  /** The last value of a name; null or undefined when there is none. */
  get(name: string): unknown;
  has(name: string): boolean;
  /** All values of a name. */
  getlist?(name: string): readonly unknown[];
  /** The same, as the platform's FormData and URLSearchParams name it. */
  getAll?(name: string): readonly unknown[];
}

/** What a form takes: `request.POST`, or an object of values by name. */
export type FormData = DataSource | Readonly<Record<string, unknown>>;

/** A list of values is one value of an object: `{ tags: ['1', '2'] }` gives both to a widget that takes several. */
class ObjectSource implements DataSource {
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(values: Readonly<Record<string, unknown>>) {
    this.#values = values;
  }

  get(name: string): unknown {
    return this.has(name) ? this.#values[name] : undefined;
  }

  has(name: string): boolean {
    return Object.hasOwn(this.#values, name);
  }
}

const NOTHING: DataSource = { get: () => undefined, has: () => false };

/** Give every kind of form data one interface. */
export function toDataSource(data: FormData | null | undefined): DataSource {
  if (data === null || data === undefined) return NOTHING;
  return isDataSource(data) ? data : new ObjectSource(data);
}

/** Whether there is data at all. An empty `request.FILES` is none: it is there for every request. */
export function hasFiles(files: FormData | null | undefined): boolean {
  if (files === null || files === undefined) return false;
  return isDataSource(files) ? (files as { size?: number }).size !== 0 : Object.keys(files).length > 0;
}

function isDataSource(data: FormData): data is DataSource {
  return typeof data.get === 'function' && typeof data.has === 'function';
}

/** Every value of a name: a list where the data keeps lists, else what it holds. */
export function allValues(data: DataSource, name: string): unknown {
  if (data.getlist !== undefined) return data.getlist(name);
  return data.getAll === undefined ? data.get(name) : data.getAll(name);
}
