import { fileURLToPath } from 'node:url';

export interface SourceLocation {
  /** Absolute path. */
  file: string;
  line: number;
  column: number | undefined;
}

const PLACE =
  /((?:file:\/\/)?(?:\/|[A-Za-z]:[\\/])[^\n:*?"<>|]*?\.(?:[cm]?[jt]sx?))(?:\?[^:\s]*)?:(\d+)(?::(\d+))?/g;

/**
 * Where in the project's own files an error comes from: the first place its text names outside `node_modules` and Node.
 * Syntax errors of Node's type stripping and of esbuild, missing exports and ordinary stacks are all understood.
 */
export function sourceLocation(error: unknown): SourceLocation | undefined {
  if (!(error instanceof Error)) return undefined;
  const text = error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack ?? ''}`;
  for (const [, place, line, column] of text.matchAll(PLACE)) {
    const file = place!.startsWith('file://') ? fileURLToPath(place!) : place!;
    if (/[\\/]node_modules[\\/]/.test(file)) continue;
    return { file, line: Number(line), column: column === undefined ? undefined : Number(column) };
  }
  return undefined;
}
