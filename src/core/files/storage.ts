import path from 'node:path';
import { getRandomString } from '../../utils/crypto.ts';
import { SuspiciousFileOperation } from '../errors/requests.ts';
import { ContentFile } from './content-file.ts';
import { File } from './file.ts';
import { getValidFilename, validateFileName } from './file-names.ts';

/** A place for files, by names with forward slashes: a folder, memory, an object store. */
export abstract class Storage {
  /** Write the content under exactly this name and give the name that it has now. */
  protected abstract writeFile(name: string, content: File): Promise<string>;
  /** @throws when there is no such file */
  abstract open(name: string): Promise<File>;
  abstract exists(name: string): Promise<boolean>;
  /** Deleting what isn't there is no error. */
  abstract delete(name: string): Promise<void>;
  /** In bytes. */
  abstract size(name: string): Promise<number>;
  /** Where a browser finds it. */
  abstract url(name: string): string;
  /** Names of the folders and of the files in a folder. */
  abstract listdir(folder: string): Promise<[folders: string[], files: string[]]>;
  abstract getModifiedTime(name: string): Promise<Date>;

  /**
   * Save a file under this name, or one like it when the name is taken: `'photo.jpg'` may become `'photo_a8Xm2Qz.jpg'`.
   * @returns the name to open it by
   * @throws SuspiciousFileOperation for a name that leads elsewhere
   */
  async save(
    name: string,
    content: File | string | Uint8Array,
    options: { maxLength?: number } = {},
  ): Promise<string> {
    const file = content instanceof File ? content : new ContentFile(content, name);
    const available = await this.getAvailableName(name, options.maxLength);
    const saved = await this.writeFile(available, file);
    return validateFileName(saved, { allowRelativePath: true });
  }

  /** The name without characters that make trouble. */
  getValidName(name: string): string {
    return getValidFilename(name);
  }

  /** The folders of a name as they are, its last part made valid. */
  generateFilename(filename: string): string {
    const { dir, base } = path.posix.parse(filename.replaceAll('\\', '/'));
    validateFileName(dir === '' ? base : `${dir}/${base}`, { allowRelativePath: true });
    return path.posix.normalize(path.posix.join(dir, this.getValidName(base)));
  }

  /** Another name for a file whose name is taken. */
  getAlternativeName(root: string, ending: string): string {
    return `${root}_${getRandomString(7)}${ending}`;
  }

  /** A name that is free and no longer than `maxLength`. @throws SuspiciousFileOperation when that cannot be had */
  async getAvailableName(name: string, maxLength?: number): Promise<string> {
    const unified = name.replaceAll('\\', '/');
    validateFileName(unified, { allowRelativePath: true });
    const { dir, name: base, ext } = path.posix.parse(unified);
    let root = base;
    let candidate = unified;
    while ((maxLength !== undefined && candidate.length > maxLength) || (await this.isNameTaken(candidate))) {
      candidate = path.posix.join(dir, this.getAlternativeName(root, ext));
      if (maxLength === undefined || candidate.length <= maxLength) continue;
      root = root.slice(0, root.length - (candidate.length - maxLength));
      if (root === '') {
        throw new SuspiciousFileOperation(
          `Storage can not find an available filename for '${name}'.`,
          'Allow longer names: give the field a greater maxLength.',
        );
      }
      candidate = path.posix.join(dir, this.getAlternativeName(root, ext));
    }
    return candidate;
  }

  protected isNameTaken(name: string): Promise<boolean> {
    return this.exists(name);
  }

  /** Where the file is on this machine. @throws when the storage keeps none here */
  path(_name: string): string {
    throw new Error("This storage doesn't keep its files on this machine.");
  }
}
