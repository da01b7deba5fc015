import { createRequire } from 'node:module';

/** The parts of esbuild that are used; it comes with tsx. */
export interface Esbuild {
  build(options: object): Promise<{ outputFiles: readonly { readonly text: string }[] }>;
  buildSync(options: object): { outputFiles: readonly { readonly text: string }[] };
  transform(source: string, options: object): Promise<{ code: string }>;
}

export function loadEsbuild(): Esbuild {
  const tsx = createRequire(import.meta.url).resolve('tsx');
  return createRequire(tsx)('esbuild') as Esbuild;
}

/** What a file says is kept as it is, but for its types; a stack names its own lines. */
export const PLAIN: object = {
  format: 'esm',
  platform: 'node',
  target: 'node20',
  sourcemap: 'inline',
  sourcesContent: false,
  logLevel: 'silent',
  charset: 'utf8',
  tsconfigRaw: '{}',
};
