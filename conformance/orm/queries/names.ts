import type { ModelVector } from '../model-states.ts';

/**
 * Names of the vectors in Jango's spelling. Fields keep theirs; what Django derives has another form: `author_id` is
 * `authorId`, `book_set` is `bookSet`.
 */
export class Names {
  readonly #spelling = new Map<string, string>();

  constructor(models: readonly ModelVector[]) {
    const all = models.flatMap(({ fields }) => fields);
    for (const { name, type, options, join, reverse_accessor: accessor } of all) {
      if (type === 'ForeignKey' || type === 'OneToOneField') this.#spelling.set(`${name}_id`, `${name}Id`);
      for (const column of [join?.source_column, join?.target_column])
        if (column?.endsWith('_id')) this.#spelling.set(column, `${column.slice(0, -'_id'.length)}Id`);
      if (accessor?.endsWith('_set') && options['related_name'] === undefined)
        this.#spelling.set(accessor, `${accessor.slice(0, -'_set'.length)}Set`);
    }
    for (const { name } of all) this.#spelling.delete(name);
  }

  /** One name. */
  name(name: string): string {
    return this.#spelling.get(name) ?? name;
  }

  /** A path of names and lookups, which may begin with a minus: `-author_id__gt`. */
  path(path: string): string {
    const sign = path.startsWith('-') ? '-' : '';
    return (
      sign +
      path
        .slice(sign.length)
        .split('__')
        .map((part) => this.name(part))
        .join('__')
    );
  }

  /** An object with paths as keys. */
  keys<T>(object: Readonly<Record<string, T>>): Record<string, T> {
    return Object.fromEntries(Object.entries(object).map(([key, value]) => [this.path(key), value]));
  }
}
