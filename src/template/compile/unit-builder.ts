import type { Awaitable } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import { compileExpression, compileFilters, printedCall } from './compile-expression.ts';
import type { Statement, WaitStatement } from './statements.ts';

/** A node list as a function: the text, at once unless something is pending. */
export type UnitFunction = (context: Context) => Awaitable<string>;

/**
 * Collects the steps of one function. Template text never becomes code: strings and objects go into a table of constants that
 * the function refers to by number, names of locals are made here.
 */
export class UnitBuilder {
  readonly constants: unknown[] = [];
  /** Attribute names that have a reading function. */
  readonly getters: Map<string, number> = new Map();
  readonly #constantNumbers = new Map<unknown, number>();
  /** Variables that live in a local, innermost binding last; no local means that the context has to be asked. */
  readonly #bindings: [name: string, local: string | undefined][] = [];
  /** Names that are read once when the function begins. */
  readonly hoisted: readonly string[];
  readonly #hoistedNumbers: ReadonlyMap<string, number>;
  /** How often each name is read from the context. */
  readonly reads: Map<string, number> = new Map();
  /** Where steps are written: the function, or the inside of a branch or loop. */
  #target: Statement[] = [];
  readonly statements: Statement[] = this.#target;
  #locals = 0;
  /** Most locals in use at once. */
  localCount = 0;
  siteCount = 0;

  constructor(hoisted: readonly string[] = []) {
    this.hoisted = hoisted;
    this.#hoistedNumbers = new Map(hoisted.map((name, i) => [name, i]));
  }

  /** An expression for any value of compile time. */
  constant(value: unknown): string {
    let number = this.#constantNumbers.get(value);
    if (number === undefined) {
      number = this.constants.push(value) - 1;
      this.#constantNumbers.set(value, number);
    }
    return `K${number}`;
  }

  /** A function that reads an attribute; one per name, so that the engine learns the shapes it sees. */
  getter(name: string): string {
    let number = this.getters.get(name);
    if (number === undefined) {
      number = this.getters.size;
      this.getters.set(name, number);
    }
    return `g${number}`;
  }

  text(text: string): void {
    const last = this.#target.at(-1);
    if (last?.kind === 'text') last.text += text;
    else this.#target.push({ kind: 'text', text });
  }

  code(code: string): void {
    this.#target.push({ kind: 'code', code });
  }

  /** `target = code`, waiting when that is pending. */
  wait(target: string, code: string, wait: WaitStatement['wait'] = 'value', ready?: string): void {
    this.#target.push({
      kind: 'wait',
      target,
      code,
      wait,
      site: ++this.siteCount,
      live: this.#locals,
      ready,
    });
  }

  /** Steps that run when `test` holds, and those for when it doesn't. */
  branch(test: string, then: () => void, otherwise?: () => void): void {
    this.#target.push({
      kind: 'branch',
      test,
      then: this.#collect(then),
      otherwise: otherwise === undefined ? [] : this.#collect(otherwise),
    });
  }

  loop(test: string, body: () => void): void {
    this.#target.push({ kind: 'loop', test, body: this.#collect(body) });
  }

  attempt(body: () => void, failed: string): void {
    this.#target.push({ kind: 'attempt', body: this.#collect(body), failed });
  }

  #collect(write: () => void): Statement[] {
    const outer = this.#target;
    const inner: Statement[] = [];
    this.#target = inner;
    write();
    this.#target = outer;
    return inner;
  }

  /** Use `count` locals while `write` runs; they are kept over every wait in it. */
  withLocals(count: number, write: (...locals: string[]) => void): void {
    const locals = Array.from({ length: count }, () => `v${this.#locals++}`);
    this.localCount = Math.max(this.localCount, this.#locals);
    write(...locals);
    this.#locals -= count;
  }

  /** The value of a name of the context: from a local where one holds it. */
  read(name: string): string {
    const bound = this.#binding(name);
    if (bound === undefined) this.reads.set(name, (this.reads.get(name) ?? 0) + 1);
    const at = this.#hoistedAt(name);
    const local = at === undefined ? bound?.[1] : `x${at}`;
    if (local === undefined) return `R.root(c, ${this.constant(name)})`;
    const isThere = this.readiness(name) ?? `typeof ${local} === 'object'`;
    return `${isThere} ? ${local} : R.rootValue(${local}, c, ${this.constant(name)})`;
  }

  /** The code that says of a name that is read once whether its value is there: an object, and not pending. */
  readiness(name: string): string | undefined {
    const at = this.#hoistedAt(name);
    return at === undefined ? undefined : `o${at}`;
  }

  /** The number of a name that is read once, where nothing in here has taken it over. */
  #hoistedAt(name: string): number | undefined {
    return this.#binding(name) === undefined ? this.#hoistedNumbers.get(name) : undefined;
  }

  #binding(name: string): [name: string, local: string | undefined] | undefined {
    return this.#bindings.findLast(([known]) => known === name);
  }

  /** Let code stand for variables while `write` runs; those without are looked up, whatever they are outside. */
  withBindings(bindings: readonly [name: string, code: string | undefined][], write: () => void): void {
    this.#bindings.push(...bindings);
    write();
    this.#bindings.length -= bindings.length;
  }

  /** The code that a name is bound to, if it is. */
  binding(name: string): string | undefined {
    return this.#binding(name)?.[1];
  }

  /** Add text made by an expression of compile time's constants and locals. */
  output(code: string): void {
    this.code(`h += (${code});`);
  }

  /** Print an expression, escaped and formatted. */
  print(expression: FilterExpression): void {
    // A mark that reaches the output has lost the variable's name.
    const showsName = expression.stringIfInvalid.includes('%s');
    this.withLocals(1, (value) => {
      const short = printedCall(this, expression, value);
      if (short !== undefined) return this.#printShort(expression, value, short);
      compileExpression(this, expression, value, { missing: 'invalid', settle: showsName });
      this.#printValue(value);
    });
  }

  /** The last filter's short way to text, else the filter itself. */
  #printShort(expression: FilterExpression, value: string, short: string): void {
    const filters = expression.filters.slice(0, -1);
    compileExpression(this, expression, value, { missing: 'invalid', settle: true, filters });
    this.withLocals(1, (text) => {
      this.code(`${text} = ${short};`);
      this.branch(
        `${text} !== undefined`,
        () => this.output(text),
        () => {
          compileFilters(this, expression.filters.slice(-1), value, false);
          this.#printValue(value);
        },
      );
    });
  }

  #printValue(value: string): void {
    this.branch(
      `typeof ${value} === 'string'`,
      () => this.output(`c.autoescape ? R.escapeText(${value}) : ${value}`),
      () => {
        this.wait(value, `R.output(${value}, c)`);
        this.output(value);
      },
    );
  }

  /** Evaluate an expression into a local; pending values and QuerySets are waited for. */
  evaluate(expression: FilterExpression, target: string, missing: 'null' | 'invalid' = 'invalid'): void {
    compileExpression(this, expression, target, { missing, settle: true });
  }

  /** Nodes in a row, in this function. */
  nodes(list: NodeList): void {
    for (const [i, node] of list.nodes.entries()) {
      const token = list.tokens[i];
      if (node.compile !== undefined) {
        if (token !== undefined && !('text' in node)) this.code(`n = ${token.start};`);
        node.compile(this);
      } else {
        if (token !== undefined) this.code(`n = ${token.start};`);
        this.call(node);
      }
    }
  }

  /** A node that renders itself. */
  call(node: TemplateNode): void {
    this.withLocals(1, (text) => {
      this.wait(text, `${this.constant(node)}.render(c)`);
      this.output(`R.rendered(${text})`);
    });
  }
}
