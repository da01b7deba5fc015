import { eachWait, type Statement, type WaitStatement } from './statements.ts';

/** Whether a value has to be waited for; `R` is the runtime. Written out, so that each place learns the shapes that it sees. */
export function pendingTest({ target, wait, ready }: WaitStatement): string {
  const known = ready === undefined ? '' : `!${ready} && `;
  const thenable = `${known}typeof ${target} === 'object' && ${target} !== null && typeof ${target}.then === 'function'`;
  return wait === 'lookup' ? `${thenable} && R.pendingLookup(${target})` : thenable;
}

/** Up to so many locals are written out at each waiting place; the code would grow with their square. */
const MAX_WRITTEN = 40;

function localsArray(count: number): string {
  return `[${Array.from({ length: count }, (_, i) => `v${i}`).join(',')}]`;
}

/** Functions that collect the locals for waiting places that have very many. */
export function collectorsSource(statements: readonly Statement[]): string {
  const counts = new Set<number>();
  eachWait(statements, ({ live }) => live > MAX_WRITTEN && counts.add(live));
  return Array.from(counts, (count) => `const L${count} = () => ${localsArray(count)};\n`).join('');
}

/** Steps as synchronous code: at a pending value it hands over to the asynchronous function `T` and returns its promise. */
export function emitSync(statements: readonly Statement[], hoisted: number): string {
  const names = Array.from({ length: hoisted }, (_, i) => `x${i}`).join(',');
  return emitAll(statements, names);
}

function emitAll(statements: readonly Statement[], hoisted: string): string {
  return statements.map((statement) => emit(statement, hoisted)).join('\n');
}

function emit(statement: Statement, hoisted: string): string {
  switch (statement.kind) {
    case 'text':
      return `h += ${quote(statement.text)};`;
    case 'code':
      return statement.code;
    case 'wait': {
      const { target, site, live } = statement;
      const locals = live > MAX_WRITTEN ? `L${live}()` : localsArray(live);
      return `${target} = ${statement.code}; if (${pendingTest(statement)}) return T(${site}, ${target}, h, c, n, ${locals}, [${hoisted}]);`;
    }
    case 'branch':
      return `if (${statement.test}) {\n${emitAll(statement.then, hoisted)}\n}${
        statement.otherwise.length === 0 ? '' : ` else {\n${emitAll(statement.otherwise, hoisted)}\n}`
      }`;
    case 'loop':
      return `while (${statement.test}) {\n${emitAll(statement.body, hoisted)}\n}`;
    case 'attempt':
      return `try {\n${emitAll(statement.body, hoisted)}\n} catch (e) { ${statement.failed} }`;
  }
}

/** A string literal that means the same in every JavaScript context. */
export function quote(text: string): string {
  return JSON.stringify(text).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
}
