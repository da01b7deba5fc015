import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { output } from '../runtime/output.ts';
import type { Token } from '../token.ts';

/** `{% cycle 'odd' 'even' as row silent %}`: the next of some values at each visit. */
export class CycleNode implements TemplateNode {
  readonly values: readonly FilterExpression[];
  readonly name: string | undefined;
  readonly isSilent: boolean;

  constructor(values: readonly FilterExpression[], name?: string, isSilent = false) {
    this.values = values;
    this.name = name;
    this.isSilent = isSilent;
  }

  get assigns(): readonly string[] {
    return this.name === undefined ? [] : [this.name];
  }

  render(context: Context): Awaitable<string> {
    const { values } = context.renderState!;
    const turn = (values.get(this) as number | undefined) ?? 0;
    values.set(this, (turn + 1) % this.values.length);
    return whenReady(this.values[turn]!.resolve(context), (value) => {
      if (this.name !== undefined) context.setUpward(this.name, value);
      return this.isSilent ? '' : output(value, context);
    });
  }

  /** Start again with the first value. */
  reset(context: Context): void {
    context.renderState!.values.delete(this);
  }
}

/** What the parser of one template remembers of its cycles. */
interface Cycles {
  named: Map<string, CycleNode>;
  last: CycleNode | undefined;
}

function cyclesOf(parser: Parser): Cycles {
  let cycles = parser.memory.get('cycles') as Cycles | undefined;
  if (cycles === undefined) {
    cycles = { named: new Map(), last: undefined };
    parser.memory.set('cycles', cycles);
  }
  return cycles;
}

export function cycle(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const cycles = cyclesOf(parser);
  if (bits.length < 2) throw new TemplateSyntaxError("'cycle' tag requires at least two arguments");
  if (bits.length === 2) return namedCycle(cycles, bits[1]!);
  const { words, isSilent } = withoutSilent(bits);
  const isNamed = words.length > 4 && words.at(-2) === 'as';
  const values = (isNamed ? words.slice(1, -2) : words.slice(1)).map((word) => parser.compileFilter(word));
  const node = new CycleNode(values, isNamed ? words.at(-1) : undefined, isSilent);
  if (node.name !== undefined) cycles.named.set(node.name, node);
  cycles.last = node;
  return node;
}

function withoutSilent(bits: readonly string[]): { words: readonly string[]; isSilent: boolean } {
  if (bits.length <= 4 || bits.at(-3) !== 'as') return { words: bits, isSilent: false };
  if (bits.at(-1) !== 'silent') {
    throw new TemplateSyntaxError(`Only 'silent' flag is allowed after cycle's name, not '${bits.at(-1)}'.`);
  }
  return { words: bits.slice(0, -1), isSilent: true };
}

function namedCycle({ named }: Cycles, name: string): CycleNode {
  const node = named.get(name);
  if (node !== undefined) return node;
  if (named.size === 0)
    throw new TemplateSyntaxError(`No named cycles in template. '${name}' is not defined`);
  throw new TemplateSyntaxError(
    `Named cycle '${name}' does not exist.`,
    `There are: ${[...named.keys()].join(', ')}.`,
  );
}

/** `{% resetcycle %}`: the last cycle, or the one named, starts again. */
export function resetcycle(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  if (bits.length > 2) throw new TemplateSyntaxError(`${bits[0]} tag accepts at most one argument.`);
  const cycles = cyclesOf(parser);
  const node = bits.length === 2 ? cycles.named.get(bits[1]!) : cycles.last;
  if (node === undefined) {
    throw new TemplateSyntaxError(
      bits.length === 2 ? `Named cycle '${bits[1]}' does not exist.` : 'No cycles in template.',
    );
  }
  return {
    assigns: [],
    render(context) {
      node.reset(context);
      return '';
    },
  };
}
