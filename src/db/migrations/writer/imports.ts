import path from 'node:path';

/** What a migration file imports, gathered while its values are written. */
export class Imports {
  readonly #names = new Map<string, Set<string>>();
  readonly #folder: string;

  /** @param folder where the file will be */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @returns the name to write */
  add(module: string, name: string): string {
    const specifier = path.isAbsolute(module) ? this.#relative(module) : module;
    const names = this.#names.get(specifier) ?? new Set();
    this.#names.set(specifier, names.add(name));
    return name;
  }

  /** The import lines: packages first, then the project's own files. */
  lines(): string[] {
    const own = (specifier: string): number => (specifier.startsWith('.') ? 1 : 0);
    return [...this.#names]
      .sort(([a], [b]) => own(a) - own(b) || (a < b ? -1 : 1))
      .map(([specifier, names]) => `import { ${[...names].sort(byName).join(', ')} } from '${specifier}';`);
  }

  #relative(file: string): string {
    const relative = path.relative(this.#folder, file).split(path.sep).join('/');
    return relative.startsWith('.') ? relative : `./${relative}`;
  }
}

function byName(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => name.replace(/^type /, '').toLowerCase()) as [string, string];
  return left < right ? -1 : 1;
}
