import path from 'node:path';
import { sourceLocation } from '../../utils/source-location.ts';
import { FrameworkError } from './framework-error.ts';

/**
 * A file of the project exists but cannot be imported: it has a syntax error, throws, or imports what isn't there.
 * `cause` is the error underneath; `file` and `line` say where it happened, which may be in a file that this one imports.
 */
export class ModuleLoadError extends FrameworkError {
  /** The file that was asked for, absolute. */
  readonly module: string;
  readonly file: string;
  readonly line: number | undefined;

  constructor(module: string, cause: unknown) {
    const place = sourceLocation(cause);
    const where = place === undefined ? undefined : `${relative(place.file)}, line ${place.line}`;
    super(
      'core.module-load',
      `${relative(module)} could not be loaded: ${summary(cause)}${where === undefined ? '' : ` (${where})`}`,
      hintFor(cause),
      { cause },
    );
    this.module = module;
    this.file = place?.file ?? module;
    this.line = place?.line;
  }
}

function relative(file: string): string {
  const short = path.relative(process.cwd(), file);
  return short.startsWith('..') ? file : short;
}

/** `SyntaxError: Expression expected`; of esbuild's several lines the one that names the mistake. */
function summary(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const transform = /^Transform failed with \d+ errors?:\n.*?: ERROR: (.*)/.exec(cause.message);
  return transform === null ? `${cause.name}: ${cause.message}` : `SyntaxError: ${transform[1]}`;
}

function hintFor(cause: unknown): string | undefined {
  if (!(cause instanceof Error)) return undefined;
  const code = (cause as NodeJS.ErrnoException).code;
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return 'Files run as they are, with the types taken out: write it without syntax that generates code.';
  }
  if (code === 'ERR_MODULE_NOT_FOUND' && /imported from/.test(cause.message)) {
    return /Cannot find package/.test(cause.message)
      ? 'Install the package, or correct its name.'
      : 'Imports name the file with its ending: `./models.ts`.';
  }
  return undefined;
}
