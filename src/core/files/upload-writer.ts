import { createWriteStream, rmSync, type WriteStream } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { getRandomString } from '../../utils/crypto.ts';
import { ContentFile } from './content-file.ts';
import { LocalFile } from './local-file.ts';
import { UploadedFile, type UploadInfo } from './uploaded-file.ts';

/** Takes in the content of one upload: in memory up to FILE_UPLOAD_MAX_MEMORY_SIZE, in a temporary file beyond. */
export class UploadWriter {
  readonly #name: string;
  readonly #info: UploadInfo;
  #chunks: Buffer[] = [];
  #size = 0;
  #file: WriteStream | undefined;

  constructor(name: string, info: UploadInfo) {
    this.#name = name;
    this.#info = info;
  }

  /** @returns false when the disk cannot follow: go on after `drained()`. */
  write(chunk: Buffer): boolean {
    if (this.#file !== undefined) return this.#file.write(chunk);
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    if (this.#size <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE) return true;
    const folder = settings.FILE_UPLOAD_TEMP_DIR ?? tmpdir();
    const file = path.join(folder, `${getRandomString(16)}.upload${path.extname(this.#name).slice(0, 32)}`);
    this.#file = createWriteStream(file, { flags: 'wx', mode: 0o600 });
    this.#file.on('error', () => undefined);
    const content = Buffer.concat(this.#chunks);
    this.#chunks = [];
    return this.#file.write(content);
  }

  drained(): Promise<void> {
    return this.#event('drain');
  }

  /** All of it has come. */
  async finish(): Promise<UploadedFile> {
    const file = this.#file;
    if (file === undefined) {
      return new UploadedFile(
        this.#name,
        new ContentFile(Buffer.concat(this.#chunks), this.#name),
        this.#info,
      );
    }
    file.end();
    await this.#event('finish');
    return new UploadedFile(this.#name, new LocalFile(String(file.path), this.#name), this.#info);
  }

  /** The rest never came: leave nothing on the disk. */
  discard(): void {
    const file = this.#file;
    if (file === undefined) return;
    file.once('close', () => rmSync(file.path, { force: true }));
    file.destroy();
  }

  /** Wait for the disk. @throws what it fails with, now or before */
  #event(name: 'drain' | 'finish'): Promise<void> {
    const file = this.#file!;
    return new Promise((resolve, reject) => {
      if (file.errored) reject(file.errored);
      const succeed = (): void => {
        file.off('error', fail);
        resolve();
      };
      const fail = (error: Error): void => {
        file.off(name, succeed);
        reject(error);
      };
      file.once(name, succeed);
      file.once('error', fail);
    });
  }
}
