// A merged module as a function of what it imports, and the small module that runs it: V8 keeps what it made of a function's text
// (src/utils/code-cache/), and of a module's text it does not before Node 22.
import { createHash } from 'node:crypto';
import { parseAst } from 'rollup/parseAst';

/** What `import.meta.url` is called inside. */
export const URL_NAME = '$url';
/** And `import()`. */
const IMPORT_NAME = '$import';

const EXPORTS = /^export \{ (.+) \};$/m;

/** @returns `module`, the text of NAME.js, and `code`, the text of NAME.code.js */
export function splitChunk(name, code) {
  const tree = parseAst(code);
  const imports = [];
  const bound = [];
  const body = withoutDynamicImports(code, tree)
    .split('\n')
    .filter((line) => {
      const [, clause, source] = /^import (?:(.+) from )?'([^']+)';$/.exec(line) ?? [];
      if (source === undefined) return !EXPORTS.test(line);
      if (clause !== undefined) bound.push(bindings(clause, `$${imports.length}`));
      imports.push(source);
      return false;
    });
  const exported = exportsOf(code);
  forbidReassigned(name, tree, exported);
  const given = imports.map((_, i) => `$${i}`);
  const text = `(function (${[URL_NAME, IMPORT_NAME, ...given].join(', ')}) { 'use strict';
${[...bound, ...body].join('\n')}
return { ${exported.map(([local, to]) => `${to}: ${local}`).join(', ')} };
})`;
  const hash = createHash('sha256').update(text).digest('base64url').slice(0, 12);
  const module = `${imports.map((source, i) => `import * as $${i} from '${source}';\n`).join('')}\
import { loadChunk } from '../utils/code-cache/load-chunk.js';
export const { ${exported.map(([, to]) => to).join(', ')} } =
  loadChunk(new URL('./${name}.code.js', import.meta.url), '${hash}')(import.meta.url, (name) => import(name), ${given.join(', ')});
`;
  return { module, code: text };
}

/** Only a module knows from where `import()` goes out. */
function withoutDynamicImports(code, tree) {
  const found = [...nodesOf(tree)].filter(({ type }) => type === 'ImportExpression');
  return found.reduceRight(
    (text, { start }) => `${text.slice(0, start)}${IMPORT_NAME}${text.slice(start + 'import'.length)}`,
    code,
  );
}

/** `D, { a, b as c }` of module `$0` as what the function begins with. */
function bindings(clause, from) {
  const whole = /^\* as (\w+)$/.exec(clause);
  if (whole !== null) return `const ${whole[1]} = ${from};`;
  const names = [];
  const [, ownName, list = ''] = /^([\w$]+)?(?:, )?(?:\{ (.+) \})?$/.exec(clause);
  if (ownName !== undefined) names.push(`default: ${ownName}`);
  for (const part of list === '' ? [] : list.split(', ')) names.push(part.replace(' as ', ': '));
  return `const { ${names.join(', ')} } = ${from};`;
}

function exportsOf(code) {
  return EXPORTS.exec(code)[1]
    .split(', ')
    .map((part) => {
      const [local, to = local] = part.split(' as ');
      return [local, to];
    });
}

/** What is exported is handed over once, when the code has run: a variable that is given another value later would stay as it was. */
function forbidReassigned(name, tree, locals) {
  const exported = new Set(locals.map(([local]) => local));
  const variables = new Set(
    tree.body
      .filter(({ type, kind }) => type === 'VariableDeclaration' && kind === 'let')
      .flatMap(({ declarations }) => declarations.map(({ id }) => id.name))
      .filter((variable) => exported.has(variable)),
  );
  for (const variable of assignedLater(tree, false))
    if (variables.has(variable))
      throw new Error(`${name}: ${variable} is exported and assigned in a function`);
}

/** The names that functions assign to; one that is called where it stands runs with the module. */
function* assignedLater(node, inFunction) {
  if (inFunction && node.type === 'AssignmentExpression' && node.left.type === 'Identifier')
    yield node.left.name;
  if (inFunction && node.type === 'UpdateExpression' && node.argument.type === 'Identifier')
    yield node.argument.name;
  const isCalled = node.type === 'CallExpression' && isFunction(node.callee);
  const parts = isCalled ? [node.callee.body, ...node.arguments] : partsOf(node);
  for (const part of parts) yield* assignedLater(part, inFunction || (!isCalled && isFunction(node)));
}

function isFunction({ type }) {
  return /^(ArrowFunctionExpression|FunctionExpression|FunctionDeclaration)$/.test(type);
}

/** A node and all in it, in the order of the text. */
function* nodesOf(node) {
  yield node;
  for (const part of partsOf(node)) yield* nodesOf(part);
}

function partsOf(node) {
  return Object.values(node)
    .flat()
    .filter((part) => typeof part?.type === 'string');
}
