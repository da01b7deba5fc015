import type { NodeList } from '../nodes/node-list.ts';
import { isPlainName } from '../runtime/attributes.ts';
import { runtime } from '../runtime/runtime.ts';
import { annotate } from '../template-source.ts';
import { emitAsync } from './emit-async.ts';
import { collectorsSource, emitSync, quote } from './emit-sync.ts';
import { UnitBuilder, type UnitFunction } from './unit-builder.ts';

/**
 * Compile a node list to a function of the context. It runs synchronously; the first pending value takes it, with its output
 * and locals so far, into an asynchronous function that is compiled only then. Nothing is ever run twice.
 */
export function compileUnit(list: NodeList): UnitFunction {
  try {
    return makeUnit(list);
  } catch (error) {
    throw annotate(error, list.source, list.tokens[0]?.start ?? 0);
  }
}

function makeUnit(list: NodeList): UnitFunction {
  const unit = buildSteps(list);
  const fail = (error: unknown, offset: number) => annotate(error, list.source, offset);
  let resume: Resume | undefined;
  const handOver: Resume = (...at) => {
    resume ??= build<Resume>(unit, asyncSource(unit), fail, undefined);
    return resume(...at);
  };
  return build<UnitFunction>(unit, syncSource(unit), fail, handOver);
}

/** Each waiting place hands all of them over, so there are not many. */
const MAX_HOISTED = 50;

/** Names that are read several times, and that nothing in here gives another value, are read once. */
function buildSteps(list: NodeList): UnitBuilder {
  const unit = new UnitBuilder();
  unit.nodes(list);
  const assigned = list.assignedNames();
  if (assigned === undefined) return unit;
  const often = [...unit.reads]
    .filter(([name, count]) => count > 1 && !assigned.has(name))
    .slice(0, MAX_HOISTED)
    .map(([name]) => name);
  if (often.length === 0) return unit;
  const better = new UnitBuilder(often);
  better.nodes(list);
  return better;
}

/**
 * Go on at a waiting place: its number, the pending value, the output, the context, the place in the source, the locals in
 * use, the names read at the beginning.
 */
type Resume = (
  p: number,
  v: unknown,
  h: string,
  c: unknown,
  n: number,
  locals: unknown[],
  hoisted: unknown[],
) => Promise<string>;

function syncSource(unit: UnitBuilder): string {
  const locals = localNames(unit).map((name) => `, ${name}`);
  return `return function render(c) {
let h = '', n = 0${locals.join('')};
${hoistSource(unit)}
${collectorsSource(unit.statements)}
try {
${readinessSource(unit)}
${emitSync(unit.statements, unit.hoisted.length)}
return h;
} catch (e) { throw F(e, n); }
}`;
}

function asyncSource(unit: UnitBuilder): string {
  const locals = localNames(unit).map((name, i) => `, ${name} = s[${i}]`);
  return `return async function resume(p, v, h, c, n, s, x) {
let t = 0${locals.join('')};
${unit.hoisted.map((_, i) => `const x${i} = x[${i}];`).join('')}
try {
${readinessSource(unit)}
${emitAsync(unit.statements)}
return h;
} catch (e) { throw F(e, n); }
}`;
}

function hoistSource(unit: UnitBuilder): string {
  return unit.hoisted.map((name, i) => `const x${i} = c.get(${unit.constant(name)});`).join('');
}

/** Whether what was read once is an object that is there, asked once for all its uses. */
function readinessSource(unit: UnitBuilder): string {
  const ready = (x: string) => `typeof ${x} === 'object' && ${x} !== null && typeof ${x}.then !== 'function'`;
  return unit.hoisted.map((_, i) => `const o${i} = ${ready(`x${i}`)};`).join('');
}

function localNames(unit: UnitBuilder): string[] {
  return Array.from({ length: unit.localCount }, (_, i) => `v${i}`);
}

/** Constants and attribute readers, in front of the function. */
function prelude(unit: UnitBuilder): string {
  const constants = unit.constants.map((_, i) => `const K${i} = K[${i}];`).join('');
  return constants + Array.from(unit.getters, ([name, number]) => getterSource(name, number)).join('');
}

/** The common case, a property that is no function, is read in place; all else goes through `R.attr()`. */
function getterSource(name: string, number: number): string {
  if (!isPlainName(name)) return `const g${number} = (o) => R.attr(o, ${quote(name)});\n`;
  return `function g${number}(o) {
if (typeof o === 'object' && o !== null) try { const u = o.${name}; if (u !== undefined && typeof u !== 'function') return u; } catch (e) { return R.failedAttr(e, o, ${quote(name)}); }
return R.attr(o, ${quote(name)});
}\n`;
}

/** The one place where source becomes code. It is made of fixed fragments, numbers, and strings quoted by `quote()`. */
function build<F>(unit: UnitBuilder, source: string, fail: unknown, handOver: unknown): F {
  const make = new Function('R', 'F', 'T', 'K', `'use strict';\n${prelude(unit)}${source}`);
  return make(runtime, fail, handOver, unit.constants) as F;
}
