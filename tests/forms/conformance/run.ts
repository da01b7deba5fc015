import { configure, settings } from '../../../src/conf/configure.ts';
import { ValidationError } from '../../../src/core/errors/validation-error.ts';
import { setLocaleSettings } from '../../../src/utils/locale-settings.ts';
import { override, setCatalog } from '../../../src/utils/translation.ts';
import { type Vector, vectorSettings } from '../../support/conformance.ts';
import { sameValue } from './matching.ts';

interface CatalogLine {
  readonly msgid: string;
  readonly text: string;
  readonly plural?: string;
}

/** Run something in the state that a vector asks for. */
export async function inState<R>(vector: Vector, run: () => R | Promise<R>): Promise<R> {
  configure({ ...vectorSettings(vector), TIME_ZONE: 'America/Chicago' } as never);
  setLocaleSettings(settings);
  const language = vector.env?.language;
  if (language === undefined) return run();
  const lines = ((vector.env as { catalog?: readonly CatalogLine[] }).catalog ??
    []) as readonly CatalogLine[];
  const texts = new Map(lines.map((line) => [line.msgid, line.text]));
  const plurals = new Map(
    lines.filter((line) => line.plural !== undefined).map((line) => [line.msgid, line.text]),
  );
  if (language !== null) {
    setCatalog(language, { gettext: (message) => texts.get(message), ngettext: (one) => plurals.get(one) });
  }
  try {
    return await override(language, run);
  } finally {
    if (language !== null) setCatalog(language, undefined);
  }
}

export interface ExpectedError {
  readonly message: string;
  readonly code: string | null;
}

/** What came of a vector, in words, when it isn't what Django does; undefined when it is. */
export async function difference(vector: Vector, run: () => unknown): Promise<string | undefined> {
  const { expect } = vector;
  let actual: unknown;
  try {
    actual = await inState(vector, run as () => Promise<unknown>);
  } catch (error) {
    if (expect.error === undefined)
      return `expected ${show(expect.output)}, got ${String((error as Error).stack)}`;
    if (expect.error !== 'ValidationError') return undefined;
    if (!(error instanceof ValidationError))
      return `expected a ValidationError, got ${String((error as Error).stack)}`;
    return errorsDiffer((expect as { errors?: ExpectedError[] }).errors ?? [], error);
  }
  if (expect.error !== undefined)
    return `expected ${expect.error} (${expect.message ?? ''}), got ${show(actual)}`;
  return sameValue(expect.output, actual)
    ? undefined
    : `expected ${show(expect.output)}, got ${show(actual)}`;
}

function errorsDiffer(expected: readonly ExpectedError[], error: ValidationError): string | undefined {
  const actual = error.errorList.map((part) => ({ message: part.messages[0], code: part.kind ?? null }));
  return show(expected) === show(actual)
    ? undefined
    : `expected errors ${show(expected)}, got ${show(actual)}`;
}

export function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'undefined'
  );
}
