import { readFileSync } from 'node:fs';
import type { Migration } from '../migration.ts';
import { RunCode } from '../operations/run-code.ts';

type Callable = { readonly name: string };

/**
 * Functions of `RunCode` that a new migration takes over from older ones. They cannot be imported, since the older files will be
 * deleted one day; so their text is copied, and a person has to see to what it uses.
 */
export class CopiedCode {
  readonly #files = new Map<unknown, string>();
  readonly #names = new Map<Callable, string>();

  /** @param migrations whose code may be taken over */
  constructor(migrations: readonly Migration[]) {
    for (const { file, operations } of migrations) {
      for (const operation of operations) {
        if (file === undefined || !(operation instanceof RunCode)) continue;
        const { code, reverseCode } = operation.options;
        this.#files.set(code, file);
        if (reverseCode !== undefined) this.#files.set(reverseCode, file);
      }
    }
  }

  /** The names of the functions that were copied. */
  get names(): string[] {
    return [...this.#names.values()];
  }

  has(code: unknown): code is Callable {
    return this.#files.has(code);
  }

  /** @returns the name to write for the function */
  add(code: Callable): string {
    const known = this.#names.get(code);
    if (known !== undefined) return known;
    const taken = this.names;
    const wanted = isIdentifier(code.name) ? code.name : 'code';
    let name = wanted;
    for (let i = 2; taken.includes(name); i++) name = `${wanted}${i}`;
    this.#names.set(code, name);
    return name;
  }

  /** The declarations, each with a line end. */
  declarations(): string[] {
    return [...this.#names].map(([code, name]) => {
      const written = declarationIn(readFileSync(this.#files.get(code)!, 'utf8'), code.name);
      if (written !== undefined) return `${written.replace(code.name, name)}\n`;
      return `const ${name}: MigrationCode = ${asExpression(Function.prototype.toString.call(code))};\n`;
    });
  }
}

function isIdentifier(name: string): boolean {
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name) && !['code', 'reverseCode'].includes(name);
}

/** A function as it stands in a file, with its types: from its declaration at the left margin to the next line that ends there. */
function declarationIn(text: string, name: string): string | undefined {
  if (!isIdentifier(name)) return undefined;
  const start = new RegExp(
    `^(?:export )?((?:const|(?:async )?function) ${name.replaceAll('$', '\\$')}\\b)`,
    'm',
  );
  const found = start.exec(text);
  if (found === null) return undefined;
  const rest = text.slice(found.index + found[0].length - found[1]!.length);
  const lines = rest.split('\n');
  const isWhole = /(;|\})\s*$/.test(lines[0]!) && !/[{(]\s*$/.test(lines[0]!);
  if (isWhole) return lines[0];
  const end = lines.findIndex((line, i) => i > 0 && /^[})\]]/.test(line));
  return end < 0 ? undefined : lines.slice(0, end + 1).join('\n');
}

/** Functions and arrows are expressions; a method only becomes one in an object. */
function asExpression(text: string): string {
  if (/^(async\s+)?(function\b|\(|[\p{ID_Start}$_][\p{ID_Continue}$]*\s*=>)/u.test(text)) return text;
  const name = /^(?:async\s+)?(\w+)/.exec(text)?.[1];
  return `({ ${text} }).${name}`;
}
