import { ValidationError } from '../../src/core/errors/validation-error.ts';
import type { Vector } from '../vector.ts';
import { sameValue } from './matching.ts';

/** What came of a call that may refuse its data: a value, or the errors it raised. */
export type Outcome = { readonly value: unknown } | { readonly errors: readonly ErrorFact[] };

interface ErrorFact {
  readonly message: string;
  readonly code: string | null;
}

/** Run something; a ValidationError is an outcome, any other error is not. */
export async function outcomeOf(run: () => unknown): Promise<Outcome> {
  try {
    return { value: await run() };
  } catch (error) {
    if (!(error instanceof ValidationError)) throw error;
    return {
      errors: error.errorList.map((part) => ({ message: part.messages[0] ?? '', code: part.kind ?? null })),
    };
  }
}

/** undefined when it is Django's outcome, messages included. */
export function compareOutcome({ expect }: Vector, result: unknown): string | undefined {
  const outcome = result as Outcome;
  if (expect.errors !== undefined) {
    const actual = 'errors' in outcome ? outcome.errors : outcome;
    return show(actual) === show(expect.errors) ? undefined : differs(expect.errors, actual);
  }
  if ('errors' in outcome) return differs(expect.output ?? expect.error, outcome.errors);
  return sameValue(expect.output, outcome.value) ? undefined : differs(expect.output, outcome.value);
}

export function differs(expected: unknown, actual: unknown): string {
  return `expected ${show(expected)}, got ${show(actual)}`;
}

function show(value: unknown): string {
  return (
    JSON.stringify(value, (_, part: unknown) => (typeof part === 'bigint' ? `${part}n` : part)) ?? 'undefined'
  );
}
