import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { Field } from './field.ts';
import type { FieldOptions } from './options.ts';
import { toText } from './to-text.ts';

export interface FilePathFieldOptions<T = unknown> extends FieldOptions<T> {
  /** Folder to choose from, or a function that gives it. */
  path?: string | (() => string);
  /** What the base name has to match. */
  match?: string | null;
  recursive?: boolean;
  allowFiles?: boolean;
  allowFolders?: boolean;
  maxLength?: number;
}

/** Path of a file that lies in a folder of the server. */
export class FilePathField extends Field {
  static override readonly optionDefaults: Readonly<Record<string, unknown>> = {
    ...Field.optionDefaults,
    path: '',
    match: null,
    recursive: false,
    allowFiles: true,
    allowFolders: false,
    maxLength: 100,
  };
  static override readonly description: string = 'File path';
  readonly path: string | (() => string);
  readonly match: string | null;
  readonly recursive: boolean;
  readonly allowFiles: boolean;
  readonly allowFolders: boolean;
  readonly maxLength: number;

  constructor(options: FilePathFieldOptions = {}) {
    super(options);
    this.path = options.path ?? '';
    this.match = options.match ?? null;
    this.recursive = options.recursive ?? false;
    this.allowFiles = options.allowFiles ?? true;
    this.allowFolders = options.allowFolders ?? false;
    this.maxLength = options.maxLength ?? 100;
  }

  override getInternalType(): string {
    return 'FilePathField';
  }

  override getPrepValue(value: unknown): unknown {
    return toText(value);
  }

  override check(): CheckMessage[] {
    const found = super.check();
    if (this.allowFiles || this.allowFolders) return found;
    const message = "FilePathFields must have either 'allowFiles' or 'allowFolders' set to True.";
    return [...found, new CheckError(message, { obj: this, id: 'fields.E140' })];
  }
}
