import { pendingTest, quote } from './emit-sync.ts';
import { type Statement, sites, type WaitStatement } from './statements.ts';

/** What an awaited value goes through before it is used. */
const SETTLE = { lookup: 'R.settle', variable: 'R.settle', value: '' } as const;

/**
 * Steps as the body of an async function that can be entered at any waiting place: `p` is the number of the place still to
 * be reached, 0 once it is; all steps before it are passed over, loops and branches around it are entered.
 */
export function emitAsync(statements: readonly Statement[]): string {
  let code = '';
  let plain: string[] = [];
  const flush = () => {
    if (plain.length > 0) code += `if (p === 0) {\n${plain.join('\n')}\n}\n`;
    plain = [];
  };
  for (const statement of statements) {
    const [first, last] = sites([statement]);
    if (first > last) plain.push(emitPlain(statement));
    else {
      flush();
      code += `${emitWaiting(statement, first, last)}\n`;
    }
  }
  flush();
  return code;
}

function emitWaiting(statement: Statement, first: number, last: number): string {
  const inside = (a: number, b: number) => (a > b ? 'false' : `p >= ${a} && p <= ${b}`);
  switch (statement.kind) {
    case 'wait':
      return emitWait(statement);
    case 'branch': {
      const then = inside(...sites(statement.then));
      const otherwise = inside(...sites(statement.otherwise));
      return `if (p === 0 ? (${statement.test}) : ${then}) {\n${emitAsync(statement.then)}\n} else if (p === 0 || (${otherwise})) {\n${emitAsync(statement.otherwise)}\n}`;
    }
    case 'loop':
      return `while (p === 0 ? (${statement.test}) : ${inside(first, last)}) {\n${emitAsync(statement.body)}\n}`;
    case 'attempt':
      return `if (p === 0 || (${inside(first, last)})) try {\n${emitAsync(statement.body)}\n} catch (e) { p = 0; ${statement.failed} }`;
    default:
      return emitPlain(statement);
  }
}

function emitWait(statement: WaitStatement): string {
  const { target, code, wait, site } = statement;
  const settle = SETTLE[wait];
  return `if (p === ${site}) { p = 0; ${target} = await ${settle}(v); } else if (p === 0) { ${target} = ${code}; if (${pendingTest(statement)}) ${target} = await ${settle}(${target}); }`;
}

/** Steps without a waiting place are the same in both functions. */
function emitPlain(statement: Statement): string {
  switch (statement.kind) {
    case 'text':
      return `h += ${quote(statement.text)};`;
    case 'code':
      return statement.code;
    case 'branch':
      return `if (${statement.test}) {\n${statement.then.map(emitPlain).join('\n')}\n} else {\n${statement.otherwise.map(emitPlain).join('\n')}\n}`;
    case 'loop':
      return `while (${statement.test}) {\n${statement.body.map(emitPlain).join('\n')}\n}`;
    case 'attempt':
      return `try {\n${statement.body.map(emitPlain).join('\n')}\n} catch (e) { ${statement.failed} }`;
    case 'wait':
      throw new TypeError('A waiting step cannot be emitted as a plain one.');
  }
}
