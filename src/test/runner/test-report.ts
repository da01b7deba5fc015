import { AssertionError } from 'node:assert';
import path from 'node:path';
import type { Output } from '../../management/output.ts';
import { style } from '../../management/style.ts';

export type Verdict = 'ok' | 'skipped' | 'failure' | 'error';

const LINE = '-'.repeat(70);
const DOUBLE = '='.repeat(70);
const SIGNS: Readonly<Record<Verdict, string>> = { ok: '.', skipped: 's', failure: 'F', error: 'E' };
const WORDS: Readonly<Record<Verdict, string>> = {
  ok: 'ok',
  skipped: 'skipped',
  failure: 'FAIL',
  error: 'ERROR',
};

/** Whether a test failed by an assertion, of Jango's or anybody's; other errors count as errors. */
export function isFailure(error: unknown): boolean {
  return error instanceof AssertionError || (error instanceof Error && error.name === 'AssertionError');
}

/** What the terminal shows of a test run: a sign or a line for each test, then what went wrong, then the sum. */
export class TestReport {
  readonly #output: Output;
  readonly #verbosity: number;
  readonly #began = performance.now();
  readonly #counts: Record<Verdict, number> = { ok: 0, skipped: 0, failure: 0, error: 0 };
  readonly #details: string[] = [];

  constructor(output: Output, verbosity: number) {
    this.#output = output;
    this.#verbosity = verbosity;
  }

  get failed(): boolean {
    return this.#counts.failure + this.#counts.error > 0;
  }

  start(title: string): void {
    if (this.#verbosity > 1) this.#output.write(`${title} ... `, '');
  }

  outcome(title: string, verdict: Verdict, error?: unknown): void {
    this.#counts[verdict]++;
    const paint = verdict === 'ok' ? style.success : verdict === 'skipped' ? style.warning : style.error;
    if (this.#verbosity > 1) {
      const reason = verdict === 'skipped' && error instanceof Error ? ` '${error.message}'` : '';
      this.#output.write(paint(WORDS[verdict]) + reason);
    } else if (this.#verbosity > 0) {
      this.#output.write(paint(SIGNS[verdict]), '');
    }
    if (verdict === 'failure' || verdict === 'error') {
      this.#details.push(
        `${DOUBLE}\n${style.error(`${WORDS[verdict]}: ${title}`)}\n${LINE}\n${describe(error)}\n`,
      );
    }
  }

  /** Print the rest. */
  finish(): void {
    if (this.#verbosity === 1) this.#output.write('\n', '');
    for (const detail of this.#details) this.#output.write(`${detail}\n`);
    const total = Object.values(this.#counts).reduce((a, b) => a + b);
    const seconds = ((performance.now() - this.#began) / 1000).toFixed(3);
    this.#output.write(`${LINE}\nRan ${total} test${total === 1 ? '' : 's'} in ${seconds}s\n\n`);
    const { failure, error, skipped } = this.#counts;
    const parts = [
      failure > 0 ? `failures=${failure}` : '',
      error > 0 ? `errors=${error}` : '',
      skipped > 0 ? `skipped=${skipped}` : '',
    ].filter((part) => part !== '');
    const verdict = this.failed ? style.error('FAILED') : style.success('OK');
    this.#output.write(parts.length === 0 ? verdict : `${verdict} (${parts.join(', ')})`);
  }
}

/** Message and the frames of the project's own files. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const frames = (error.stack ?? '')
    .split('\n')
    .filter(
      (line) =>
        /^\s+at /.test(line) && !/node:|[\\/]node_modules[\\/]|[\\/](src|dist)[\\/]test[\\/]/.test(line),
    )
    .map((line) =>
      line.replaceAll(`file://${process.cwd()}${path.sep}`, '').replaceAll(process.cwd() + path.sep, ''),
    );
  const cause = error.cause === undefined ? '' : `\nCaused by: ${describe(error.cause)}`;
  return `${error.name}: ${error.message}${frames.length === 0 ? '' : `\n${frames.join('\n')}`}${cause}`;
}
