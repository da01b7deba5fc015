import { decodeBytes, encodeText } from '../utils/text-encoding.ts';
import { HttpResponseBase, type ResponseOptions } from './response-base.ts';

/** Text, bytes, or anything whose text form is meant: a SafeString, a number, a list of such parts. */
export type ResponseContent = string | Uint8Array | number | boolean | { toString(): string };

/** A response whose content is in memory: `new HttpResponse('Hello', { status: 201 })`. */
export class HttpResponse extends HttpResponseBase {
  readonly streaming = false as const;
  #body: string | Uint8Array;

  constructor(content: ResponseContent = '', options: ResponseOptions = {}) {
    super(options, new.target.defaultStatus);
    this.#body = bodyOf(content);
  }

  /** The status of this class of responses. */
  protected static readonly defaultStatus: number = 200;

  /** The bytes that are sent. */
  get content(): Buffer {
    const body = this.#body;
    return typeof body === 'string' ? encodeText(body, this.charset) : Buffer.from(body);
  }

  set content(value: ResponseContent) {
    this.#body = bodyOf(value);
  }

  /** The content as text. */
  get text(): string {
    return typeof this.#body === 'string' ? this.#body : decodeBytes(this.#body, this.charset);
  }

  /** What the server sends: text as long as UTF-8 is the charset, so that nothing is encoded twice. */
  get body(): string | Uint8Array {
    return typeof this.#body === 'string' && this.charset.toLowerCase() !== 'utf-8'
      ? this.content
      : this.#body;
  }

  /** Add to the content. */
  write(content: ResponseContent): void {
    const more = bodyOf(content);
    this.#body =
      typeof this.#body === 'string' && typeof more === 'string'
        ? this.#body + more
        : Buffer.concat([this.content, typeof more === 'string' ? encodeText(more, this.charset) : more]);
  }

  override toString(): string {
    return `<${this.constructor.name} status_code=${this.statusCode}, "${this.headers.get('Content-Type') ?? ''}">`;
  }
}

function bodyOf(content: ResponseContent): string | Uint8Array {
  if (typeof content === 'string' || content instanceof Uint8Array) return content;
  if (!Array.isArray(content)) return String(content);
  const parts = content.map((part: ResponseContent) => bodyOf(part));
  if (parts.every((part) => typeof part === 'string')) return parts.join('');
  return Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
}
