import { constants } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { filepathToUri } from '../../utils/encoding.ts';
import type { File } from './file.ts';
import { safeJoin } from './file-names.ts';
import { LocalFile } from './local-file.ts';
import { Storage } from './storage.ts';
import { UploadedFile } from './uploaded-file.ts';

export interface FileSystemStorageOptions {
  /** The folder; MEDIA_ROOT unless given. */
  location?: string;
  /** MEDIA_URL unless given. */
  baseUrl?: string;
  filePermissionsMode?: number | null;
  directoryPermissionsMode?: number | null;
  /** Save over a file of the same name in place of finding another name. */
  allowOverwrite?: boolean;
}

/** Files below a folder of this machine. */
export class FileSystemStorage extends Storage {
  readonly #options: FileSystemStorageOptions;

  constructor(options: FileSystemStorageOptions = {}) {
    super();
    this.#options = options;
  }

  /** The folder, absolute. */
  get location(): string {
    return path.resolve(settings.BASE_DIR, this.#options.location ?? settings.MEDIA_ROOT);
  }

  get baseUrl(): string {
    const url = this.#options.baseUrl ?? settings.MEDIA_URL;
    return url === '' || url.endsWith('/') ? url : `${url}/`;
  }

  /** @throws SuspiciousFileOperation for a name that leads out of the folder */
  override path(name: string): string {
    return safeJoin(this.location, name);
  }

  open(name: string): Promise<File> {
    return Promise.resolve(new LocalFile(this.path(name), name));
  }

  async exists(name: string): Promise<boolean> {
    return (await this.#stat(name)) !== undefined;
  }

  protected override isNameTaken(name: string): Promise<boolean> {
    return this.#options.allowOverwrite ? Promise.resolve(false) : this.exists(name);
  }

  async delete(name: string): Promise<void> {
    if (name === '') throw new TypeError('The name of the file to delete is empty.');
    const found = await this.#stat(name);
    if (found?.isDirectory()) await rm(this.path(name), { recursive: false }).catch(() => undefined);
    else await rm(this.path(name), { force: true });
  }

  async size(name: string): Promise<number> {
    return (await stat(this.path(name))).size;
  }

  url(name: string): string {
    return this.baseUrl + filepathToUri(name).replace(/^\/+/, '');
  }

  async listdir(folder: string): Promise<[folders: string[], files: string[]]> {
    const entries = await readdir(this.path(folder), { withFileTypes: true });
    const names = (isFolder: boolean): string[] =>
      entries.filter((entry) => entry.isDirectory() === isFolder).map((entry) => entry.name);
    return [names(true), names(false)];
  }

  async getModifiedTime(name: string): Promise<Date> {
    return (await stat(this.path(name))).mtime;
  }

  /** A name that somebody takes in the same moment sends us to another one. */
  protected async writeFile(name: string, content: File): Promise<string> {
    let current = name;
    await this.#makeFolder(path.dirname(this.path(current)));
    for (;;) {
      try {
        await this.#write(this.path(current), content);
        break;
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
        current = await this.getAvailableName(name);
      }
    }
    const mode = this.#options.filePermissionsMode ?? settings.FILE_UPLOAD_PERMISSIONS;
    if (mode !== null) await chmod(this.path(current), mode);
    return path.relative(this.location, this.path(current)).replaceAll('\\', '/');
  }

  async #write(target: string, content: File): Promise<void> {
    const temporary = content instanceof UploadedFile ? content.temporaryFilePath : undefined;
    if (temporary !== undefined) {
      await moveFile(temporary, target, this.#options.allowOverwrite ?? false);
      return;
    }
    const handle = await open(target, this.#options.allowOverwrite ? 'w' : 'wx');
    try {
      for await (const chunk of content.chunks()) await handle.write(chunk);
    } finally {
      await handle.close();
    }
  }

  async #makeFolder(folder: string): Promise<void> {
    const mode = this.#options.directoryPermissionsMode ?? settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS;
    const first = await mkdir(folder, { recursive: true });
    if (first === undefined || mode === null) return;
    for (let made = folder; made.length >= first.length; made = path.dirname(made)) await chmod(made, mode);
  }

  async #stat(name: string) {
    try {
      return await stat(this.path(name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  }
}

/** Move a file, across file systems too. @throws EEXIST unless it may overwrite */
async function moveFile(from: string, to: string, allowOverwrite: boolean): Promise<void> {
  if (allowOverwrite) {
    try {
      await rename(from, to);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    }
  }
  await copyFile(from, to, allowOverwrite ? 0 : constants.COPYFILE_EXCL);
  await rm(from, { force: true });
}
