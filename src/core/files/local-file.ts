import { createReadStream, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { File } from './file.ts';

/** A file on disk. */
export class LocalFile extends File {
  readonly name: string;
  /** Where it is, absolute. */
  readonly path: string;

  /** @param name what to call it; its path unless given */
  constructor(path: string, name: string = path) {
    super();
    this.path = path;
    this.name = name;
  }

  get size(): number {
    return statSync(this.path).size;
  }

  override read(): Promise<Buffer> {
    return readFile(this.path);
  }

  stream(): Readable {
    return createReadStream(this.path);
  }
}
