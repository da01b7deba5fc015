// Which file of src/ imports which: read with regular expressions, since the compiler has no API for it.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** `import x from`, `import type { X } from`, `export { x } from`, `import './x.ts'`; not `import(...)`, which runs later. */
const STATIC = /^[ \t]*(?:import|export)\s+(type\s+)?(?:[\w*${}\s,]+?from\s*)?['"](\.{1,2}\/[^'"]+)['"]/gm;

/** @returns a Map of file (relative to `src`) to its imports `{ to, type }`, in order. */
export function importGraph(src) {
  const files = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll(path.sep, '/'))
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'))
    .sort();
  return new Map(
    files.map((file) => {
      const text = withoutComments(readFileSync(path.join(src, file), 'utf8'));
      const imports = [...text.matchAll(STATIC)].map(([, type, target]) => ({
        to: path.posix.join(path.posix.dirname(file), target),
        type: type !== undefined,
      }));
      return [file, imports];
    }),
  );
}

/** Comments may show code with imports in it. */
function withoutComments(text) {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
}

/** Groups of files that import each other, by Tarjan's algorithm. `edges(file)` gives the files that it imports. */
export function cycles(files, edges) {
  const index = new Map();
  const low = new Map();
  const stack = [];
  const found = [];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    stack.push(file);
    for (const to of edges(file)) {
      if (!index.has(to)) {
        visit(to);
        low.set(file, Math.min(low.get(file), low.get(to)));
      } else if (stack.includes(to)) low.set(file, Math.min(low.get(file), index.get(to)));
    }
    if (low.get(file) !== index.get(file)) return;
    const group = stack.splice(stack.indexOf(file));
    if (group.length > 1 || edges(file).includes(file)) found.push(group.sort());
  };
  for (const file of files) if (!index.has(file)) visit(file);
  return found;
}
