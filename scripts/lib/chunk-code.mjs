// A merged module as a function of what it imports, and the small module that runs it: V8 keeps what it made of a function's text
// (src/utils/code-cache/), and of a module's text it does not before Node 22.
import { createHash } from 'node:crypto';
import { parseAst } from 'rollup/parseAst';

/** What `import.meta.url` is called inside. */
export const URL_NAME = '$url';
/** And `import()`. */
const IMPORT_NAME = '$import';

const EXPORTS = /^export \{ (.+) \};$/m;
/** All that a module says which only hands on what a merged file has; that file has loaded the others. */
const FACADE = /^(?:import '([./]+\/chunks\/[^']+)';\s*)*(?:export \{ (.+) \} from '(.+)';\s*)?$/;

/**
 * @param facadeOf what a module that is imported by `import()` only hands on of a merged file, if it does: `{ from: './orm.js', names: [['Q$1', 'Q']] }`
 * @returns `module`, the text of NAME.js, and `code`, the text of NAME.code.js
 */
export function splitChunk(name, code, facadeOf = () => undefined) {
  const tree = parseAst(code);
  const imports = [];
  const bound = [];
  const body = withoutDynamicImports(code, tree, facadeOf)
    .split('\n')
    .filter((line) => {
      const [, clause, source] = /^import (?:(.+) from )?'([^']+)';$/.exec(line) ?? [];
      if (source === undefined) return !EXPORTS.test(line);
      if (source.startsWith('node:')) {
        bound.push(ofBuiltin(clause, source));
        return false;
      }
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
import { loadChunk } from './load.js';
export const { ${exported.map(([, to]) => to).join(', ')} } =
  loadChunk(new URL('./${name}.code.js', import.meta.url), '${hash}')(import.meta.url, (name) => import(name), ${given.join(', ')});
`;
  return { module, code: text };
}

/**
 * The imports of Node's own modules as declarations: as a module, each would be asked for all that it has, and some load more to answer.
 */
export function withBuiltinsAtHand(code) {
  return code.replace(/^import (.+) from '(node:[\w/]+)';$/gm, (_, clause, name) => ofBuiltin(clause, name));
}

function ofBuiltin(clause, name) {
  return bindings(clause, `process.getBuiltinModule('${name}')`, true);
}

/** Only a module knows from where `import()` goes out. One that hands on what a merged file has is left out on the way. */
function withoutDynamicImports(code, tree, facadeOf) {
  const found = [...nodesOf(tree)].filter(({ type }) => type === 'ImportExpression');
  return found.reduceRight((text, { start, end, source }) => {
    const facade = facadeOf(source.value);
    const asked =
      facade === undefined
        ? `${IMPORT_NAME}${text.slice(start + 'import'.length, end)}`
        : `${IMPORT_NAME}('${facade.from}').then((all) => ({ ${facade.names.map(([local, to]) => `${to}: all.${local}`).join(', ')} }))`;
    return text.slice(0, start) + asked + text.slice(end);
  }, code);
}

/** `D, { a, b as c }` of module `$0` as what the function begins with. One of Node's own is its default export itself. */
function bindings(clause, from, isOwnDefault = false) {
  const whole = /^\* as (\w+)$/.exec(clause);
  if (whole !== null) return `const ${whole[1]} = ${from};`;
  const [, ownName, list = ''] = /^([\w$]+)?(?:, )?(?:\{ (.+) \})?$/.exec(clause);
  const names = list === '' ? [] : list.split(', ').map((part) => part.replace(' as ', ': '));
  if (ownName !== undefined && isOwnDefault) {
    const others = names.length === 0 ? '' : ` const { ${names.join(', ')} } = ${ownName};`;
    return `const ${ownName} = ${from};${others}`;
  }
  if (ownName !== undefined) names.unshift(`default: ${ownName}`);
  return `const { ${names.join(', ')} } = ${from};`;
}

function exportsOf(code) {
  return pairsOf(EXPORTS.exec(code)[1]);
}

/** `A, B as C` as pairs of the name inside and the name outside. */
function pairsOf(list) {
  return list.split(', ').map((part) => {
    const [local, to = local] = part.split(' as ');
    return [local, to];
  });
}

/** @returns the file that a module hands on, as it names it, and the names; undefined when the module has code of its own */
export function facadeIn(code) {
  const [, imported, list, from = imported] = FACADE.exec(code) ?? [];
  return from === undefined ? undefined : { from, names: list === undefined ? [] : pairsOf(list) };
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
