/**
 * The steps of a template's function. Each is emitted twice: into the synchronous function, and, once a value turns out to be
 * pending, into the asynchronous one that goes on from there.
 */
export type Statement =
  | TextStatement
  | CodeStatement
  | WaitStatement
  | BranchStatement
  | LoopStatement
  | AttemptStatement;

/** Add fixed text to the output. */
export interface TextStatement {
  kind: 'text';
  text: string;
}

/** JavaScript that never waits. */
export interface CodeStatement {
  kind: 'code';
  code: string;
}

/**
 * `target = code`, and wait when the value is pending:
 * - `lookup`: a step of `a.b.c`; QuerySets pass, since their methods may be what comes next;
 * - `variable`: the last step; QuerySets are evaluated, errors marked silent give the failure mark;
 * - `value`: anything else; errors are thrown.
 */
export interface WaitStatement {
  kind: 'wait';
  target: string;
  code: string;
  wait: 'lookup' | 'variable' | 'value';
  /** Number of the place, from 1, where the asynchronous function can be entered; given by `number()`. */
  site: number;
  /** How many of the locals are in use there. */
  live: number;
  /** Code that is true where the value is known not to be pending. */
  ready?: string | undefined;
}

export interface BranchStatement {
  kind: 'branch';
  test: string;
  then: Statement[];
  otherwise: Statement[];
}

/** Repeat while `test` holds. */
export interface LoopStatement {
  kind: 'loop';
  test: string;
  body: Statement[];
}

/** Run the body; an error in it runs `failed` instead of leaving the function. */
export interface AttemptStatement {
  kind: 'attempt';
  body: Statement[];
  failed: string;
}

/** The numbers of the first and last waiting place inside; first is greater when there is none. */
export function sites(statements: readonly Statement[]): [first: number, last: number] {
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  for (const statement of statements) {
    const [a, b] = sitesOf(statement);
    first = Math.min(first, a);
    last = Math.max(last, b);
  }
  return [first, last];
}

function sitesOf(statement: Statement): [number, number] {
  switch (statement.kind) {
    case 'wait':
      return [statement.site, statement.site];
    case 'branch':
      return sites([...statement.then, ...statement.otherwise]);
    case 'loop':
    case 'attempt':
      return sites(statement.body);
    default:
      return [Number.POSITIVE_INFINITY, 0];
  }
}

/** Visit every waiting place. */
export function eachWait(statements: readonly Statement[], visit: (wait: WaitStatement) => void): void {
  for (const statement of statements) {
    if (statement.kind === 'wait') visit(statement);
    else if (statement.kind === 'branch') {
      eachWait(statement.then, visit);
      eachWait(statement.otherwise, visit);
    } else if (statement.kind === 'loop' || statement.kind === 'attempt') eachWait(statement.body, visit);
  }
}
