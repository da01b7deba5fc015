import type { Readable } from 'node:stream';
import { decodeBytes } from '../../utils/text-encoding.ts';

/** A file in memory, on disk or elsewhere: what storages open and save, and what uploads are. */
export abstract class File {
  /** As its owner calls it; `''` when it has no name. */
  abstract readonly name: string;
  /** In bytes. */
  abstract readonly size: number;

  /** The content from its beginning, piece by piece. */
  abstract stream(): Readable;

  /** The whole content. */
  async read(): Promise<Buffer> {
    return Buffer.concat(await this.stream().toArray());
  }

  /** The whole content as text. */
  async text(encoding = 'utf-8'): Promise<string> {
    return decodeBytes(await this.read(), encoding);
  }

  /** The content in pieces, so that a large file needs little memory. */
  chunks(): AsyncIterable<Buffer> {
    return this.stream();
  }

  /** Let go of whatever it holds. */
  close(): void {}

  toString(): string {
    return this.name;
  }
}
