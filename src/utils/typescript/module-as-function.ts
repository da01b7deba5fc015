import { type ImportSpecifier, init, parse } from 'es-module-lexer';

/** A module as the text of a function: of the modules that it imports, in this order, which gives what it exports by name. */
export interface ModuleFunction {
  readonly text: string;
  readonly imports: readonly string[];
}

/**
 * Turn a module as esbuild prints it, its exports in one list at the end, into a function: V8 keeps what it made of a script, and of a module
 * it does not before Node 22.
 */
export async function moduleAsFunction(code: string): Promise<ModuleFunction> {
  await init;
  const list = code.lastIndexOf('\nexport {');
  const end = code.indexOf('};', list);
  const exported = code.slice(list + '\nexport {'.length, end).split(',');
  const modules = parse(code)[0].filter(({ d }) => d === -1);
  let body = code.slice(0, list);
  for (const { ss, se } of modules.toReversed()) body = body.slice(0, ss) + body.slice(se);
  const bound = modules.map((one, i) => bindings(one, code, `$${i}`));
  const given = modules.map((_, i) => `$${i}`).join(', ');
  const results = exported.map((part) => part.trim().split(' as ').reverse().join(': '));
  return {
    text: `(function (${given}) { 'use strict';\n${bound.join('')}${body}\nreturn { ${results.join(', ')} };\n})`,
    imports: modules.map(({ n: name }) => name!),
  };
}

/** `import D, { a, b as c } from 'x'` as what the function begins with. */
function bindings({ ss, s }: ImportSpecifier, code: string, from: string): string {
  const clause = /^import\s+([\s\S]+?)\s*\bfrom\b/.exec(code.slice(ss, s))?.[1];
  if (clause === undefined) return '';
  const [, ownName, whole, list = ''] =
    /^([\w$]+)?(?:\s*,\s*)?(?:\*\s*as\s+([\w$]+)|\{([\s\S]*)\})?$/.exec(clause) ?? [];
  const names = list.replaceAll(' as ', ': ');
  const own = ownName === undefined ? '' : `const ${ownName} = ${from}.default; `;
  return `${own}${whole === undefined ? `const {${names}} = ${from};` : `const ${whole} = ${from};`}\n`;
}
