import { FrameworkError } from '../core/errors/framework-error.ts';

/** A header's name or value would break out of its line. */
export class BadHeaderError extends FrameworkError {
  constructor(name: string, value: string) {
    super(
      'http.bad-header',
      `The header ${JSON.stringify(name)} can't hold newlines or control characters: ${JSON.stringify(value)}.`,
      'Clean or encode text that comes from outside.',
    );
  }
}

type HeaderValue = string | number | { toString(): string };

const NAME = /^[\w!#$%&'*+\-.^`|~]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\x00-\x08\x0a-\x1f\x7f]/;
const BEYOND_LATIN1 = /[\u0100-\uffff]/;

/** The headers of a response; names in any case, written as they were first set. */
export class ResponseHeaders implements Iterable<[name: string, value: string]> {
  readonly #fields = new Map<string, [name: string, value: string]>();

  /** @throws BadHeaderError */
  set(name: string, value: HeaderValue): void {
    const text = typeof value === 'string' ? value : String(value);
    if (FORBIDDEN.test(text) || !NAME.test(name)) throw new BadHeaderError(name, text);
    this.#fields.set(name.toLowerCase(), [name, BEYOND_LATIN1.test(text) ? mimeEncode(text) : text]);
  }

  get(name: string): string | undefined {
    return this.#fields.get(name.toLowerCase())?.[1];
  }

  has(name: string): boolean {
    return this.#fields.has(name.toLowerCase());
  }

  delete(name: string): boolean {
    return this.#fields.delete(name.toLowerCase());
  }

  /** Set unless it is there. */
  setdefault(name: string, value: HeaderValue): void {
    if (!this.has(name)) this.set(name, value);
  }

  get size(): number {
    return this.#fields.size;
  }

  [Symbol.iterator](): IterableIterator<[name: string, value: string]> {
    return this.#fields.values();
  }
}

/** The form of RFC 2047 for what a header cannot hold as it is. */
function mimeEncode(text: string): string {
  return `=?utf-8?b?${Buffer.from(text).toString('base64')}?=`;
}
