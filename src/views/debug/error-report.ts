import { settings } from '../../conf/configure.ts';
import type { HttpRequest } from '../../http/request.ts';
import { TemplateDoesNotExist } from '../../template/errors.ts';
import { maskSecrets } from './mask-secrets.ts';
import { showValue } from './show-value.ts';
import { type StackFrame, stackFrames } from './stack-frames.ts';

/** The place in a template that an error is about; the template engine puts it on the error. */
export interface TemplateDebugInfo {
  readonly name: string;
  readonly line: number;
  /** The line of the tag that is still open there. */
  readonly openedLine?: number;
  readonly lines: readonly { readonly number: number; readonly text: string }[];
  readonly message: string;
}

/** An error of the chain, taken apart. */
export interface ReportedError {
  readonly name: string;
  readonly code: string | undefined;
  readonly message: string;
  readonly frames: readonly StackFrame[];
  readonly template: TemplateDebugInfo | undefined;
  /** Where a template was looked for that is missing. */
  readonly places: readonly TriedPlaces[];
}

/** The places that one template engine looked at. */
export interface TriedPlaces {
  /** Its NAME; undefined for one that TEMPLATES doesn't have. */
  readonly engine: string | undefined;
  readonly places: readonly (readonly [place: string, loader: string | undefined, reason: string])[];
}

export type ReportTable = readonly (readonly [name: string, value: string])[];

/** Everything that the debug page and its plain text say. */
export interface ErrorReport {
  readonly status: number;
  /** The error, then its cause, then the cause of that. */
  readonly errors: readonly ReportedError[];
  readonly request: readonly (readonly [label: string, value: string])[];
  readonly tables: readonly (readonly [title: string, rows: ReportTable])[];
  readonly settings: ReportTable;
}

export function makeReport(request: HttpRequest, error: unknown, status: number): ErrorReport {
  return {
    status,
    errors: chainOf(error).map(reported),
    request: requestFacts(request),
    tables: [
      ['GET', rowsOf(() => request.GET.lists())],
      ['POST', rowsOf(() => request.POST.lists())],
      [
        'FILES',
        rowsOf(() => request.FILES.lists().map(([name, files]) => [name, files.map((file) => file.name)])),
      ],
      ['Cookies', rowsOf(() => Object.entries(request.COOKIES))],
      ['Headers', rowsOf(() => [...request.headers])],
    ],
    settings: Object.keys(settings)
      .sort()
      .map((name) => [name, showValue(name, settings[name as keyof typeof settings])]),
  };
}

function chainOf(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let next: unknown = error; next !== undefined && next !== null && !chain.includes(next); ) {
    chain.push(next);
    next = next instanceof Error ? next.cause : undefined;
  }
  return chain.length === 0 ? [error] : chain;
}

function reported(error: unknown): ReportedError {
  if (!(error instanceof Error)) {
    const message = `A value that is no error was thrown: ${showValue('', error)}`;
    return { name: typeof error, code: undefined, message, frames: [], template: undefined, places: [] };
  }
  const { code, templateDebug } = error as { code?: unknown; templateDebug?: TemplateDebugInfo };
  return {
    name: error.name,
    code: typeof code === 'string' ? code : undefined,
    message: error instanceof TemplateDoesNotExist ? error.summary : error.message,
    frames: stackFrames(error),
    template: templateDebug,
    places: error instanceof TemplateDoesNotExist ? triedPlaces(error) : [],
  };
}

function triedPlaces(error: TemplateDoesNotExist): TriedPlaces[] {
  return Array.from(error.triedByEngine, ([engine, tried]) => ({
    engine,
    places: tried.map(
      ([origin, reason]) => [origin.name, (origin as { loaderName?: string }).loaderName, reason] as const,
    ),
  }));
}

function requestFacts(request: HttpRequest): [string, string][] {
  const match = request.resolverMatch;
  const facts: [string, string][] = [['Request', `${request.method} ${request.getFullPath()}`]];
  if (match !== undefined) {
    facts.push(['View', match.view.name === '' ? '(without a name)' : match.view.name]);
    facts.push(['Route', match.route === '' ? "''" : match.route]);
    if (Object.keys(match.params).length > 0) facts.push(['Parameters', showValue('', match.params)]);
  }
  facts.push(['Time', new Date().toISOString()], ['Node', process.versions.node]);
  return facts;
}

/** What can be read; the body may be just what failed. */
function rowsOf(read: () => Iterable<readonly [string, unknown]>): ReportTable {
  try {
    return [...read()].map(([name, value]) => [name, showEntry(name, value)]);
  } catch (error) {
    return [['(could not be read)', error instanceof Error ? error.message : String(error)]];
  }
}

/** A single text as it is, anything else as code. */
function showEntry(name: string, value: unknown): string {
  const single: unknown = Array.isArray(value) && value.length === 1 ? value[0] : value;
  const masked = maskSecrets(name, single);
  return typeof masked === 'string' ? masked : showValue(name, masked);
}
