import vm from 'node:vm';
import type { ScopeEntry } from './scope.ts';

/** Run a text of JavaScript with top-level `await` and these names in reach. `import('./articles/forms.ts')` starts at the current folder. */
export async function runCode(code: string, scope: readonly ScopeEntry[], name = '<shell>'): Promise<void> {
  const body = `return (async () => {${code}\n})();`;
  const run = vm.compileFunction(
    body,
    scope.map((entry) => entry.name),
    { filename: name, importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER },
  ) as (...values: unknown[]) => Promise<void>;
  await run(...scope.map((entry) => entry.value));
}
