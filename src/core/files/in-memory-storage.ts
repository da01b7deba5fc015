import { settings } from '../../conf/configure.ts';
import { filepathToUri } from '../../utils/encoding.ts';
import { ContentFile } from './content-file.ts';
import type { File } from './file.ts';
import { validateFileName } from './file-names.ts';
import { Storage } from './storage.ts';

/** Files that go when the process ends: for tests. */
export class InMemoryStorage extends Storage {
  readonly #files = new Map<string, { content: Buffer; modified: Date }>();
  readonly #baseUrl: string | undefined;

  constructor(options: { baseUrl?: string } = {}) {
    super();
    this.#baseUrl = options.baseUrl;
  }

  open(name: string): Promise<File> {
    return Promise.resolve(new ContentFile(this.#get(name).content, name));
  }

  exists(name: string): Promise<boolean> {
    return Promise.resolve(this.#files.has(name));
  }

  delete(name: string): Promise<void> {
    this.#files.delete(name);
    return Promise.resolve();
  }

  size(name: string): Promise<number> {
    return Promise.resolve(this.#get(name).content.length);
  }

  url(name: string): string {
    return (this.#baseUrl ?? settings.MEDIA_URL) + filepathToUri(name).replace(/^\/+/, '');
  }

  listdir(folder: string): Promise<[folders: string[], files: string[]]> {
    const prefix = folder === '' || folder === '.' ? '' : `${folder.replace(/\/$/, '')}/`;
    const rest = [...this.#files.keys()]
      .filter((name) => name.startsWith(prefix))
      .map((n) => n.slice(prefix.length));
    const folders = rest.filter((name) => name.includes('/')).map((name) => name.split('/')[0]!);
    return Promise.resolve([[...new Set(folders)], rest.filter((name) => !name.includes('/'))]);
  }

  getModifiedTime(name: string): Promise<Date> {
    return Promise.resolve(this.#get(name).modified);
  }

  protected async writeFile(name: string, content: File): Promise<string> {
    validateFileName(name, { allowRelativePath: true });
    this.#files.set(name, { content: await content.read(), modified: new Date() });
    return name;
  }

  #get(name: string) {
    const found = this.#files.get(name);
    if (found !== undefined) return found;
    throw Object.assign(new Error(`No such file: '${name}'`), { code: 'ENOENT' });
  }
}
