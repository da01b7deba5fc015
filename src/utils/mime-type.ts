import { lazyPackage } from './lazy-package.ts';

const mimeTypes = lazyPackage<typeof import('mime-types')>('mime-types', import.meta.url);

/** The content type of a file by its name's ending, with its charset: `'text/css; charset=utf-8'`; undefined when it isn't known. */
export function mimeTypeOf(filename: string): string | undefined {
  const ending = /\.[^./\\]+$/.exec(filename);
  return ending === null ? undefined : mimeTypes().contentType(ending[0]) || undefined;
}
