import { type TemplateDebug, TemplateDoesNotExist } from './errors.ts';
import type { Origin } from './origin.ts';
import { explained } from './render-errors.ts';

const LINES_AROUND = 10;

/** The text of a template and where it is from; turns offsets into lines for messages. */
export class TemplateSource {
  readonly text: string;
  readonly origin: Origin;

  constructor(text: string, origin: Origin) {
    this.text = text;
    this.origin = origin;
  }

  /** The line of a character, from 1. */
  lineAt(offset: number): number {
    let line = 1;
    for (let i = this.text.indexOf('\n'); i >= 0 && i < offset; i = this.text.indexOf('\n', i + 1)) line++;
    return line;
  }

  /** A line with its neighbours, for the debug page. */
  debugAt(offset: number, message: string): TemplateDebug {
    const line = this.lineAt(offset);
    const all = this.text.split(/\r?\n/);
    const first = Math.max(0, line - 1 - LINES_AROUND);
    const lines = all.slice(first, line + LINES_AROUND).map((text, i) => ({ number: first + i + 1, text }));
    return { name: this.origin.name, line, lines, message };
  }
}

/** Note on an error where in a template it happened; the innermost template wins. */
export function annotate(thrown: unknown, source: TemplateSource, offset: number): unknown {
  const error = explained(thrown);
  if (!(error instanceof Error) || Object.hasOwn(error, 'templateDebug') || !Object.isExtensible(error))
    return error;
  const debug = source.debugAt(offset, error.message);
  Object.defineProperty(error, 'templateDebug', { value: debug, configurable: true });
  if (error instanceof TemplateDoesNotExist) error.askedForIn(debug.name, debug.line);
  return error;
}
