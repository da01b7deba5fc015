import { FrameworkError } from '../core/errors/framework-error.ts';

/** Ends a command with a message and no stack: `CommandError: Unknown app 'artcles'.` */
export class CommandError extends FrameworkError {
  readonly exitCode: number;

  constructor(what: string, hint?: string, options: ErrorOptions & { exitCode?: number } = {}) {
    super('management.command-error', what, hint, options);
    this.exitCode = options.exitCode ?? 1;
  }
}
