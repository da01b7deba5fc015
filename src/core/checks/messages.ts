export const DEBUG = 10;
export const INFO = 20;
export const WARNING = 30;
export const ERROR = 40;
export const CRITICAL = 50;

export interface CheckOptions {
  /** What to do about it. */
  hint?: string;
  /** What it is about; printed in front of the message through `toString()` (a model, a field, a URL pattern). */
  obj?: unknown;
  /** Django's number for this finding: `'fields.E120'`. */
  id?: string;
}

/** One finding of a system check: `articles.Article.title: (fields.E120) CharFields must define a 'maxLength' attribute.` */
export class CheckMessage {
  readonly level: number;
  readonly message: string;
  readonly hint: string | undefined;
  readonly obj: unknown;
  readonly id: string | undefined;

  constructor(level: number, message: string, options: CheckOptions = {}) {
    this.level = level;
    this.message = message;
    this.hint = options.hint;
    this.obj = options.obj;
    this.id = options.id;
  }

  isSerious(level: number = ERROR): boolean {
    return this.level >= level;
  }

  toString(): string {
    const about = nameOf(this.obj);
    const id = this.id === undefined ? '' : `(${this.id}) `;
    const hint = this.hint === undefined ? '' : `\n\tHINT: ${this.hint}`;
    return `${about}: ${id}${this.message}${hint}`;
  }
}

/** A model class goes by its label, `articles.Article`; anything else says itself what it is. */
function nameOf(obj: unknown): string {
  if (obj === undefined || obj === null) return '?';
  const { _meta: meta } = obj as { _meta?: { label?: string } };
  return typeof obj === 'function' && meta?.label !== undefined ? meta.label : String(obj);
}

/** A finding that stops commands: `new CheckError("CharFields must define...", { obj: field, id: 'fields.E120' })`. */
export class CheckError extends CheckMessage {
  constructor(message: string, options?: CheckOptions) {
    super(ERROR, message, options);
  }
}

/** A finding that is printed and lets the command go on. */
export class CheckWarning extends CheckMessage {
  constructor(message: string, options?: CheckOptions) {
    super(WARNING, message, options);
  }
}

/** Something worth knowing. */
export class CheckInfo extends CheckMessage {
  constructor(message: string, options?: CheckOptions) {
    super(INFO, message, options);
  }
}
