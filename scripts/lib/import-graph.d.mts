export interface Import {
  /** Relative to `src`. */
  to: string;
  /** Whether it is an `import type`. */
  type: boolean;
}
export function importGraph(src: string): Map<string, Import[]>;
export function cycles(files: readonly string[], edges: (file: string) => string[]): string[][];
