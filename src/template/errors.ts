import { FrameworkError } from '../core/errors/framework-error.ts';
import { nearest } from '../utils/nearest.ts';

/** The place in a template that an error is about: what the debug page shows. */
export interface TemplateDebug {
  /** Where the template came from: a file name, or the name it was loaded by. */
  name: string;
  /** The line it happened in, from 1. */
  line: number;
  /** The line that this one does not fit to: of the tag that is still open. */
  openedLine?: number;
  /** That line with those around it. */
  lines: { number: number; text: string }[];
  message: string;
}

/**
 * A mistake in a template: what is written has no meaning, or, as the subclasses say, a value doesn't fit what a tag or filter
 * does with it. `templateDebug` has the file, the line and the source around it once they are known.
 */
export class TemplateSyntaxError extends FrameworkError {
  declare templateDebug?: TemplateDebug;
  /** The tag or filter that nobody knows, when that is what is wrong. */
  declare unknown?: { readonly kind: 'tag' | 'filter'; readonly name: string };

  constructor(what: string, hint?: string, options?: ErrorOptions, code = 'template.syntax') {
    super(code, what, hint, options);
  }
}

export interface MissingTemplateOptions {
  /** Every place that was looked at, with the reason that the template was not taken from there. */
  tried?: readonly (readonly [origin: { readonly name: string }, reason: string])[];
  /** Names of templates that exist, to suggest a near one. */
  known?: Iterable<string>;
  /** Name of the engine that was asked. */
  backend?: string;
  /** What each engine said, where several were asked. */
  chain?: readonly TemplateDoesNotExist[];
}

/** No engine has the template. A loader or an engine of another language throws it as `new TemplateDoesNotExist(name)`. */
export class TemplateDoesNotExist extends FrameworkError {
  /** The names that were asked for; several when any of them would have done. */
  readonly names: readonly string[];
  readonly tried: NonNullable<MissingTemplateOptions['tried']>;
  /** What each engine said about each name, in the order in which they were asked; empty when one engine was asked for one name. */
  readonly chain: readonly TemplateDoesNotExist[];
  /** The message without the places. */
  readonly summary: string;
  /** A template of nearly this name. */
  readonly near: string | undefined;
  /** Name of the engine that was asked; it sets it on what its loaders throw. */
  backend: string | undefined;

  constructor(name: string | readonly string[], options: MissingTemplateOptions = {}) {
    const names = typeof name === 'string' ? [name] : name;
    const { tried = [], known = [], backend, chain = [] } = options;
    const near =
      names.length === 1 && chain.length === 0
        ? nearest(names[0]!, known)
        : chain.find((error) => error.near !== undefined)?.near;
    const what =
      names.length === 0 ? 'No template names were given.' : `Template does not exist: ${names.join(', ')}.`;
    const suggestion = near === undefined ? '' : `Did you mean "${near}"?`;
    const hints = [suggestion, placesOf(tried, chain)].filter((hint) => hint !== '');
    super('template.does-not-exist', what, hints.join(' ') || undefined);
    this.summary = suggestion === '' ? what : `${what} ${suggestion}`;
    this.names = names;
    this.tried = chain.length > 0 ? chain.flatMap((error) => error.tried) : tried;
    this.chain = chain;
    this.near = near;
    this.backend = backend;
  }

  /** Say in the message which template asked for it. */
  askedForIn(templateName: string, line: number): void {
    const before = this.message;
    this.message = `${before}\nAsked for in ${templateName}, line ${line}.`;
    this.stack = this.stack?.replace(before, () => this.message);
  }

  /** The places by engine, in the order in which the engines were asked. */
  get triedByEngine(): ReadonlyMap<string | undefined, TemplateDoesNotExist['tried']> {
    return byEngine(this.chain.length === 0 ? [this] : this.chain);
  }

  /** Whether this template is the one that is missing, and not one that it needs. */
  isAbout(name: string): boolean {
    return this.names.includes(name) || this.names.includes(name.replace(/#.*$/, ''));
  }
}

/** What was tried, by engine, in the order in which the engines were asked. */
function byEngine(errors: readonly Pick<TemplateDoesNotExist, 'backend' | 'tried'>[]) {
  const places = new Map<string | undefined, TemplateDoesNotExist['tried']>();
  for (const { backend, tried } of errors) places.set(backend, [...(places.get(backend) ?? []), ...tried]);
  return places;
}

/** The places as lines; under the name of each engine when there were several. */
function placesOf(tried: TemplateDoesNotExist['tried'], chain: readonly TemplateDoesNotExist[]): string {
  const engines = byEngine(chain);
  if (engines.size > 1) {
    const parts = Array.from(engines, ([engine, places]) => {
      return `Tried by the engine '${engine}':${places.length === 0 ? '\n  (it names no places)' : lines(places)}`;
    });
    return parts.join('\n');
  }
  const [places = tried] = engines.values();
  return places.length === 0 ? '' : `Tried:${lines(places)}`;
}

function lines(tried: TemplateDoesNotExist['tried']): string {
  return tried.map(([origin, reason]) => `\n  ${origin.name} (${reason})`).join('');
}

/** A variable that leads nowhere. Templates print nothing for it; tags and filters that need the value see this error. */
export class VariableDoesNotExist extends TemplateSyntaxError {
  /** Prints as nothing where a template calls what throws it. */
  readonly silentVariableFailure = true;

  constructor(variable: string, part: string) {
    super(
      `Failed lookup for key [${part}] of ${variable} in the context.`,
      undefined,
      undefined,
      'template.variable-does-not-exist',
    );
  }
}

/** A tag library that cannot be used: it exports no `register`, or registers something that no template could call. */
export class InvalidTemplateLibrary extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('template.invalid-library', what, hint);
  }
}

/** `pop()` was called on a context more often than `push()`. */
export class ContextPopException extends FrameworkError {
  constructor() {
    super(
      'template.context-pop',
      'Context.pop() was called more often than push().',
      'Let push() do it: context.push(values, () => nodelist.render(context)).',
    );
  }
}

/** `using` or `engines.get()` names an engine that `TEMPLATES` doesn't have. */
export class InvalidTemplateEngine extends FrameworkError {
  constructor(name: string, known: readonly string[], near: string | undefined) {
    super(
      'template.invalid-engine',
      `TEMPLATES has no engine called '${name}'.`,
      near === undefined ? `There are: ${known.join(', ') || 'none'}.` : `Did you mean '${near}'?`,
    );
  }
}
