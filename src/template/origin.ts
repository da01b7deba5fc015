/** Where the source of a template is. */
export interface Origin {
  /** The file, absolute; or the name in memory. */
  readonly name: string;
  /** The name it is loaded by: `articles/detail.html`. */
  readonly templateName: string | undefined;
  /** Which loader it belongs to. */
  readonly loaderName: string | undefined;
}

/** The origin of a template made of a string. */
export const UNKNOWN_SOURCE = '<unknown source>';
