import type { Loader } from './loaders/loader.ts';

/** Where the source of a template is. */
export class Origin {
  /** The file, absolute; or the name in memory. */
  readonly name: string;
  /** The name it is loaded by: `articles/detail.html`. */
  readonly templateName: string | undefined;
  /** The loader that knows it; undefined for a template made of a string. */
  readonly loader: Loader | undefined;

  constructor(name: string, templateName?: string, loader?: Loader) {
    this.name = name;
    this.templateName = templateName;
    this.loader = loader;
  }

  /** What messages call the loader. */
  get loaderName(): string | undefined {
    return this.loader?.name;
  }

  toString(): string {
    return this.name;
  }
}

/** The origin of a template made of a string. */
export const UNKNOWN_SOURCE = '<unknown source>';
