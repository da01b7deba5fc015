import { ImproperlyConfigured } from '../core/errors/improperly-configured.ts';
import { type Converter, getConverter } from './converters.ts';
import type { Pattern, PatternMatch, Possibility } from './pattern.ts';

interface Param {
  readonly name: string;
  readonly converter: Converter;
  /** Number of the capture group in the compiled expression. */
  readonly group: number;
}

const NO_ARGS: readonly string[] = [];
const NO_KWARGS: Readonly<Record<string, unknown>> = Object.freeze({});
const PARAM = /<(?:([^>:]+):)?([^>]+)>/g;
const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

/** A route of `path()`: text with `<converter:name>` in it. */
export class RoutePattern implements Pattern {
  readonly source: string;
  readonly isEndpoint: boolean;
  readonly converters: ReadonlyMap<string, Converter>;
  readonly staticPrefix: string;
  readonly regexSource: string;
  readonly regexFlags = '';
  readonly possibilities: readonly Possibility[];
  readonly #params: readonly Param[];
  readonly #regex: RegExp | undefined;

  /** @param isEndpoint whether the whole rest of a path has to match, or only its beginning (`include()`). */
  constructor(route: string, isEndpoint: boolean) {
    this.source = route;
    this.isEndpoint = isEndpoint;
    const params: Param[] = [];
    const pieces: (string | { name: string })[] = [];
    let regex = '';
    let groups = 0;
    let end = 0;
    const addText = (text: string): void => {
      if (text === '') return;
      pieces.push(text);
      regex += escapeRegex(text);
    };
    for (const match of route.matchAll(PARAM)) {
      addText(route.slice(end, match.index));
      end = match.index + match[0].length;
      const name = match[2]!;
      checkName(route, match[0], name, params);
      const converter = getConverter(match[1] ?? 'str', route);
      params.push({ name, converter, group: ++groups });
      groups += countGroups(converter.regex);
      pieces.push({ name });
      regex += `(${converter.regex})`;
    }
    addText(route.slice(end));
    this.#params = params;
    this.converters = new Map(params.map((param) => [param.name, param.converter]));
    this.staticPrefix = typeof pieces[0] === 'string' ? pieces[0] : '';
    this.regexSource = isEndpoint ? `${regex}$` : regex;
    this.possibilities = [{ pieces, params: params.map((param) => param.name) }];
    this.#regex = params.length === 0 ? undefined : new RegExp(this.regexSource, 'y');
  }

  match(path: string, offset: number): PatternMatch | undefined {
    if (!path.startsWith(this.staticPrefix, offset)) return undefined;
    if (this.#regex === undefined) {
      const end = offset + this.staticPrefix.length;
      return this.isEndpoint && end !== path.length ? undefined : { end, args: NO_ARGS, kwargs: NO_KWARGS };
    }
    this.#regex.lastIndex = offset;
    const found = this.#regex.exec(path);
    if (found === null) return undefined;
    const kwargs: Record<string, unknown> = {};
    for (const { name, converter, group } of this.#params) {
      const value = converter.toPython(found[group]!);
      if (value === undefined) return undefined;
      kwargs[name] = value;
    }
    return { end: offset + found[0].length, args: NO_ARGS, kwargs };
  }

  toString(): string {
    return this.source;
  }
}

function checkName(route: string, place: string, name: string, before: readonly Param[]): void {
  if (/\s/.test(place)) {
    throw new ImproperlyConfigured(
      `URL route '${route}' has white space in ${place}.`,
      'Write it without, as in <int:pk>.',
    );
  }
  if (!IDENTIFIER.test(name)) {
    throw new ImproperlyConfigured(
      `URL route '${route}' uses the parameter name '${name}', which isn't a valid identifier.`,
      'Use letters, digits and underscores.',
    );
  }
  if (before.some((param) => param.name === name)) {
    throw new ImproperlyConfigured(
      `URL route '${route}' uses the parameter name '${name}' more than once.`,
      'Give each parameter a name of its own.',
    );
  }
}

/** How many capture groups a converter's own expression has, so that those after it are counted right. */
function countGroups(source: string): number {
  return new RegExp(`${source}|`).exec('')!.length - 1;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}
