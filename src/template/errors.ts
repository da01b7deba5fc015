import { FrameworkError } from '../core/errors/framework-error.ts';
import { nearest } from '../utils/nearest.ts';
import type { Origin } from './origin.ts';

/** The place in a template that an error is about: what the debug page shows. */
export interface TemplateDebug {
  /** Where the template came from: a file name, or the name it was loaded by. */
  name: string;
  /** The line it happened in, from 1. */
  line: number;
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

  constructor(what: string, hint?: string, options?: ErrorOptions, code = 'template.syntax') {
    super(code, what, hint, options);
  }
}

/** No loader has the template. `tried` lists every place that was looked at, with the reason it was not taken. */
export class TemplateDoesNotExist extends FrameworkError {
  readonly tried: readonly (readonly [origin: Origin, reason: string])[];
  /** The names that were asked for; several when any of them would have done. */
  readonly names: readonly string[];

  constructor(
    name: string | readonly string[],
    tried: readonly (readonly [Origin, string])[] = [],
    known: Iterable<string> = [],
  ) {
    const names = typeof name === 'string' ? [name] : name;
    const near = names.length === 1 ? nearest(names[0]!, known) : undefined;
    const places = tried.map(([origin, reason]) => `\n  ${origin.name} (${reason})`).join('');
    super(
      'template.does-not-exist',
      names.length === 0 ? 'No template names were given.' : `Template does not exist: ${names.join(', ')}.`,
      near !== undefined
        ? `Did you mean "${near}"?${places === '' ? '' : ` Tried:${places}`}`
        : places === ''
          ? undefined
          : `Tried:${places}`,
    );
    this.names = names;
    this.tried = tried;
  }

  /** Say in the message which template asked for it. */
  askedForIn(templateName: string, line: number): void {
    const before = this.message;
    this.message = `${before}\nAsked for in ${templateName}, line ${line}.`;
    this.stack = this.stack?.replace(before, () => this.message);
  }
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
