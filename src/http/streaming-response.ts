import { Readable } from 'node:stream';
import { encodeText } from '../utils/text-encoding.ts';
import { HttpResponseBase, type ResponseOptions } from './response-base.ts';

type Chunk = string | Uint8Array;
/** Parts that come one after another: an array, a generator, an async generator, a stream. */
export type StreamingContent = Iterable<Chunk> | AsyncIterable<Chunk>;

/** A response that is sent while it is made: `new StreamingHttpResponse(rows())`. */
export class StreamingHttpResponse extends HttpResponseBase {
  readonly streaming = true as const;
  streamingContent: StreamingContent;

  constructor(content: StreamingContent = [], options: ResponseOptions = {}) {
    super(options, 200);
    this.streamingContent = content;
  }

  /** The parts as bytes, for the server. */
  stream(): Readable {
    const content = this.streamingContent;
    if (content instanceof Readable && !content.readableObjectMode && content.readableEncoding === null)
      return content;
    return Readable.from(encoded(content, this.charset), { objectMode: false });
  }

  /** Everything, put together; for tests and for middleware that has to see it all. */
  async readAll(): Promise<Buffer> {
    const parts: Uint8Array[] = [];
    for await (const part of this.streamingContent) {
      parts.push(typeof part === 'string' ? encodeText(part, this.charset) : part);
    }
    return Buffer.concat(parts);
  }
}

async function* encoded(content: StreamingContent, charset: string): AsyncGenerator<Uint8Array> {
  for await (const part of content) yield typeof part === 'string' ? encodeText(part, charset) : part;
}
