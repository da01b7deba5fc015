import { Engine } from './engine.ts';
import { TemplateSyntaxError } from './errors.ts';
import { Library } from './library.ts';
import { NOTHING } from './nodes/nothing.ts';
import type { Origin } from './origin.ts';
import { Template } from './template.ts';

export interface LenientResult {
  /** Undefined when something else than a name is wrong. */
  readonly template: Template | undefined;
  readonly errors: readonly TemplateSyntaxError[];
}

/** Compile on behind tags and filters that nobody knows, so that one look at a template finds all of them. */
export function compileLeniently(text: string, engine: Engine, origin: Origin): LenientResult {
  const errors: TemplateSyntaxError[] = [];
  const stubs = new Library();
  const builtins = [...engine.builtinLibraries, stubs];
  const lenient = new Engine({ loaders: [], libraries: engine.libraries, builtins });
  for (;;) {
    try {
      return { template: new Template(text, lenient, origin), errors };
    } catch (error) {
      if (!(error instanceof TemplateSyntaxError)) throw error;
      errors.push(error);
      const { unknown } = error;
      if (unknown === undefined) return { template: undefined, errors };
      stub(stubs, unknown);
    }
  }
}

/** Let a name pass from now on, and for a tag also the end that it may have. */
function stub(library: Library, { kind, name }: NonNullable<TemplateSyntaxError['unknown']>): void {
  if (kind === 'filter') library.filter(name, (value: unknown) => value);
  else for (const tag of [name, `end${name}`]) library.tag(tag, () => NOTHING);
}
