import type { ModelVector } from '../model-states.ts';

/**
 * Names of the vectors in Jango's spelling. Fields keep theirs; what Django derives has another form: `author_id` is
 * `authorId`, `book_set` is `bookSet`.
 */
export class Names {
  readonly #spelling = new Map<string, string>();

  constructor(models: readonly ModelVector[]) {
    const fields = new Set(models.flatMap((model) => model.fields.map(({ name }) => name)));
    for (const { name, fields: own } of models) {
      const accessor = name.toLowerCase();
      this.#spelling.set(`${accessor}_set`, `${accessor}Set`);
      for (const field of own) {
        if (field.type === 'ForeignKey' || field.type === 'OneToOneField')
          this.#spelling.set(`${field.name}_id`, `${field.name}Id`);
      }
    }
    for (const name of fields) this.#spelling.delete(name);
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
