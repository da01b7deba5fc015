import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { gettext, pgettext } from '../../utils/translation/gettext.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';
import { output } from '../runtime/output.ts';
import { truth } from '../runtime/truth.ts';
import type { Token } from '../token.ts';

/** `{% translate "text" context "where" as name noop %}`. */
class TranslateNode implements TemplateNode {
  readonly #message: FilterExpression;
  readonly #noop: boolean;
  readonly #context: FilterExpression | undefined;
  readonly #target: string | undefined;

  constructor(
    message: FilterExpression,
    noop: boolean,
    context: FilterExpression | undefined,
    target: string | undefined,
  ) {
    this.#message = message;
    this.#noop = noop;
    this.#context = context;
    this.#target = target;
  }

  get assigns(): readonly string[] {
    return this.#target === undefined ? [] : [this.#target];
  }

  render(context: Context): Awaitable<string> {
    const where = this.#context === undefined ? undefined : this.#context.resolve(context);
    return whenReady(where, (name) => {
      const translated = this.#message.resolve(context, false, (value) => this.#translate(value, name));
      return whenReady(translated, (value) =>
        whenReady(output(value, context), (text) => this.#finish(context, text.replaceAll('%%', '%'))),
      );
    });
  }

  /** The variable's value is the message; filters come after. */
  #translate(value: unknown, where: unknown): unknown {
    if (this.#noop) return value;
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null || Array.isArray(value))) {
      throw new TemplateValueError(
        `{% translate ${this.#message} %} needs a text, and got ${briefly(value)}.`,
        'Give numbers and other values to {% blocktranslate %}.',
      );
    }
    const message = str(value).replaceAll('%', '%%');
    if (message === '') return value instanceof SafeString ? value : '';
    const text = truth(where) ? pgettext(str(where), message) : gettext(message);
    return value instanceof SafeString ? new SafeString(text) : text;
  }

  #finish(context: Context, text: string): string {
    if (this.#target === undefined) return text;
    context.set(this.#target, context.autoescape ? new SafeString(text) : text);
    return '';
  }
}

export function translate(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const tag = bits[0]!;
  if (bits.length < 2) throw new TemplateSyntaxError(`'${tag}' takes at least one argument`);
  const message = parser.compileFilter(bits[1]!);
  const rest = bits.slice(2);
  const seen = new Map<string, string>();
  while (rest.length > 0) {
    const option = rest.shift()!;
    if (seen.has(option))
      throw new TemplateSyntaxError(`The '${option}' option was specified more than once.`);
    seen.set(option, option === 'noop' ? '' : optionValue(tag, option, rest));
  }
  const where = seen.get('context');
  return new TranslateNode(
    message,
    seen.has('noop'),
    where === undefined ? undefined : parser.compileFilter(where),
    seen.get('as'),
  );
}

function optionValue(tag: string, option: string, rest: string[]): string {
  if (option !== 'context' && option !== 'as') {
    throw new TemplateSyntaxError(
      `Unknown argument for '${tag}' tag: '${option}'.`,
      `The only options available are 'noop', 'context' "xxx", and 'as VAR'.`,
    );
  }
  const value = rest.shift();
  if (value === undefined)
    throw new TemplateSyntaxError(`No argument provided to the '${tag}' tag for the ${option} option.`);
  if (option === 'context' && (value === 'as' || value === 'noop')) {
    throw new TemplateSyntaxError(
      `Invalid argument '${value}' provided to the '${tag}' tag for the context option`,
    );
  }
  return value;
}
