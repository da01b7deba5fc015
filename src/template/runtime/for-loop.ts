import type { Context } from '../context.ts';
import { TemplateValueError } from '../render-errors.ts';
import { items } from './items.ts';

/** `forloop` inside `{% for %}`: where the loop is. */
export class ForLoop {
  /** Turns done, from 0. */
  counter0 = 0;
  readonly length: number;
  readonly parentloop: ForLoop | Record<string, never>;
  /** What `{% ifchanged %}` and `{% cycle %}` inside remember until the loop ends. */
  #memory: Map<object, unknown> | undefined;

  constructor(length: number, parentloop: unknown) {
    this.length = length;
    this.parentloop = parentloop instanceof ForLoop ? parentloop : {};
  }

  get counter(): number {
    return this.counter0 + 1;
  }
  get revcounter(): number {
    return this.length - this.counter0;
  }
  get revcounter0(): number {
    return this.length - this.counter0 - 1;
  }
  get first(): boolean {
    return this.counter0 === 0;
  }
  get last(): boolean {
    return this.counter0 === this.length - 1;
  }

  static memory(loop: ForLoop): Map<object, unknown> {
    loop.#memory ??= new Map();
    return loop.#memory;
  }

  /** As Python prints the dictionary that Django has here. */
  toString(): string {
    const bool = (b: boolean) => (b ? 'True' : 'False');
    return (
      `{'parentloop': ${this.parentloop instanceof ForLoop ? this.parentloop : '{}'}, 'counter0': ${this.counter0}, 'counter': ${this.counter}, ` +
      `'revcounter': ${this.revcounter}, 'revcounter0': ${this.revcounter0}, 'first': ${bool(this.first)}, 'last': ${bool(this.last)}}`
    );
  }
}

/** The state of a running loop in generated code. */
class LoopState {
  readonly length: number;
  readonly loop: ForLoop;
  readonly depth: number;
  /** Where the loop's names are put for those that look at the context. */
  readonly scope: Map<string, unknown> | undefined;

  constructor(length: number, parent: unknown, depth: number, scope: Map<string, unknown> | undefined) {
    this.length = length;
    this.loop = new ForLoop(length, parent);
    this.depth = depth;
    this.scope = scope;
  }
}

/** Begin a loop whose names stand in the context. */
export function openLoop(context: Context, list: readonly unknown[], parent: unknown): LoopState {
  const depth = context.push();
  const scope = context.scope();
  const state = new LoopState(list.length, parent, depth, scope);
  scope.set('forloop', state.loop);
  return state;
}

/** Begin a loop whose names only its own function sees. */
export function innerLoop(_context: Context, list: readonly unknown[], parent: unknown): LoopState {
  return new LoopState(list.length, parent, 0, undefined);
}

/** The values of one turn when the loop has several names. @throws TemplateValueError when their number differs */
export function unpack(value: unknown, count: number): readonly unknown[] {
  let values: readonly unknown[];
  try {
    const list = items(value);
    values = Array.isArray(list) && value !== null ? list : [value];
  } catch {
    values = [value];
  }
  if (values.length !== count) {
    throw new TemplateValueError(`Need ${count} values to unpack in for loop; got ${values.length}.`);
  }
  return values;
}
