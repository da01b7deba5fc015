import { Readable } from 'node:stream';
import { File } from './file.ts';

/** A file whose content is in memory: `await storage.save('note.txt', new ContentFile('Hello'))`. */
export class ContentFile extends File {
  readonly name: string;
  readonly #content: Buffer;

  constructor(content: string | Uint8Array, name = '') {
    super();
    this.name = name;
    this.#content = typeof content === 'string' ? Buffer.from(content) : asBuffer(content);
  }

  get size(): number {
    return this.#content.length;
  }

  override read(): Promise<Buffer> {
    return Promise.resolve(this.#content);
  }

  stream(): Readable {
    return Readable.from([this.#content]);
  }
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
