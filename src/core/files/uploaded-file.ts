import { rmSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { ContentFile } from './content-file.ts';
import { File } from './file.ts';
import { LocalFile } from './local-file.ts';

const MAX_NAME = 255;

export interface UploadInfo {
  /** As the browser gave it, `''` when it gave none. It is a claim: look at the content before trusting it. */
  contentType?: string;
  charset?: string;
  /** Other parameters of the content type. */
  contentTypeExtra?: Readonly<Record<string, string>>;
}

/** A file of a form: `request.FILES.get('picture')`. Small ones are in memory, others in a temporary file that goes with the request. */
export class UploadedFile extends File {
  /** The name alone, without any folder. */
  readonly name: string;
  readonly contentType: string;
  readonly charset: string | undefined;
  readonly contentTypeExtra: Readonly<Record<string, string>>;
  readonly #inner: ContentFile | LocalFile;

  constructor(name: string, content: ContentFile | LocalFile, info: UploadInfo = {}) {
    super();
    this.name = shortened(path.posix.basename(name));
    this.#inner = content;
    this.contentType = info.contentType ?? '';
    this.charset = info.charset;
    this.contentTypeExtra = info.contentTypeExtra ?? {};
  }

  get size(): number {
    return this.#inner.size;
  }

  /** Where it is on disk; undefined for one in memory. Move it away to keep it without copying. */
  get temporaryFilePath(): string | undefined {
    return this.#inner instanceof LocalFile ? this.#inner.path : undefined;
  }

  override read(): Promise<Buffer> {
    return this.#inner.read();
  }

  stream(): Readable {
    return this.#inner.stream();
  }

  override close(): void {
    if (this.#inner instanceof LocalFile) rmSync(this.#inner.path, { force: true });
  }
}

/** An uploaded file made of a name and its content, for tests. */
export class SimpleUploadedFile extends UploadedFile {
  constructor(name: string, content: string | Uint8Array = '', contentType = 'text/plain') {
    super(name, new ContentFile(content, name), { contentType });
  }
}

/** Cut so that file systems take it; the ending stays. */
function shortened(name: string): string {
  if (name.length <= MAX_NAME) return name;
  const ending = path.posix.extname(name).slice(0, MAX_NAME);
  return name.slice(0, MAX_NAME - ending.length) + ending;
}
