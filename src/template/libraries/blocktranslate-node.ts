import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { isNumber } from '../../utils/formats.ts';
import { str } from '../../utils/python-str.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { gettext, ngettext, npgettext, pgettext } from '../../utils/translation/gettext.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import { finishing } from '../nesting.ts';
import type { TemplateNode } from '../nodes/node.ts';
import { sized } from '../render-errors.ts';
import { invalid } from '../runtime/invalid.ts';
import { MISSING } from '../runtime/marks.ts';
import { output } from '../runtime/output.ts';
import { resolveAll } from '../simple/arguments.ts';
import { TEXT, type Token } from '../token.ts';

export interface BlockTranslateOptions {
  values: ReadonlyMap<string, FilterExpression>;
  count?: [name: string, value: FilterExpression];
  context?: FilterExpression;
  trimmed: boolean;
  target?: string | undefined;
}

/** A text with places for variables. */
interface Message {
  /** `Hello %(name)s`: what is looked up. */
  readonly text: string;
  readonly names: readonly string[];
}

export class BlockTranslateNode implements TemplateNode {
  readonly #tag: string;
  readonly #singular: Message;
  readonly #plural: Message | undefined;
  readonly #options: BlockTranslateOptions;

  constructor(
    tag: string,
    singular: readonly Token[],
    plural: readonly Token[] | undefined,
    options: BlockTranslateOptions,
  ) {
    this.#tag = tag;
    this.#singular = messageOf(singular, options.trimmed);
    this.#plural =
      plural === undefined || plural.length === 0 ? undefined : messageOf(plural, options.trimmed);
    this.#options = options;
  }

  render(context: Context): Awaitable<string> {
    const { values, count, context: where } = this.#options;
    const expressions = [
      ...values.values(),
      ...(count === undefined ? [] : [count[1]]),
      ...(where === undefined ? [] : [where]),
    ];
    return resolveAll(expressions, context, (all) => {
      const scope = new Map([...values.keys()].map((name, i) => [name, all[i]]));
      const isCounted = count !== undefined && this.#plural !== undefined;
      const number = isCounted ? this.#number(all[values.size], count[0]) : undefined;
      if (isCounted) scope.set(count[0], number);
      const text = this.#translated(number, where === undefined ? undefined : str(all.at(-1)));
      const depth = context.push(scope);
      const shown = finishing(
        () => this.#values(context),
        () => context.popTo(depth),
      );
      return whenReady(shown, (data) => this.#finish(context, text, data, number));
    });
  }

  #number(value: unknown, name: string): unknown {
    if (isNumber(value) || typeof value === 'boolean') return value;
    throw new TemplateSyntaxError(`'${name}' argument to '${this.#tag}' tag must be a number.`);
  }

  #translated(count: unknown, where: string | undefined): string {
    const { text } = this.#singular;
    if (this.#plural === undefined) return where ? pgettext(where, text) : gettext(text);
    const plural = this.#plural.text;
    return where ? npgettext(where, text, plural, Number(count)) : ngettext(text, plural, Number(count));
  }

  /** The variables of both forms, as they are printed. */
  #values(context: Context): Awaitable<ReadonlyMap<string, string>> {
    const names = [...this.#singular.names, ...(this.#plural?.names ?? [])];
    const printed = names.map((name) => {
      const value = context.has(name) ? context.get(name) : invalid(MISSING, context, name);
      return { resolve: () => output(value, context) };
    });
    return resolveAll(printed, context, (texts) => new Map(names.map((name, i) => [name, String(texts[i])])));
  }

  #finish(context: Context, text: string, data: ReadonlyMap<string, string>, count: unknown): string {
    const result = fill(text, data) ?? this.#untranslated(data, count);
    if (this.#options.target === undefined) return result;
    context.set(this.#options.target, new SafeString(sized(result)));
    return '';
  }

  /** When a translation names variables that are not there, the original stands in. */
  #untranslated(data: ReadonlyMap<string, string>, count: unknown): string {
    const message = this.#plural === undefined || Number(count) === 1 ? this.#singular : this.#plural;
    const text = fill(message.text, data);
    if (text !== undefined) return text;
    throw new TemplateSyntaxError(`'${this.#tag}' is unable to format the text '${message.text}'.`);
  }
}

function messageOf(tokens: readonly Token[], trimmed: boolean): Message {
  const names: string[] = [];
  let text = '';
  for (const token of tokens) {
    if (token.type === TEXT) text += token.contents.replaceAll('%', '%%');
    else {
      text += `%(${token.contents})s`;
      names.push(token.contents);
    }
  }
  return { text: trimmed ? trimWhitespace(text) : text, names };
}

function trimWhitespace(text: string): string {
  return text
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
}

/** Put the values in their places; undefined when one is missing or a percent sign stands alone. */
function fill(text: string, data: ReadonlyMap<string, string>): string | undefined {
  let failed = false;
  const filled = text.replace(
    /%(?:%|\(((?:[^()]|\([^()]*\))*)\)[sd]|)/g,
    (whole, name: string | undefined) => {
      if (whole === '%%') return '%';
      const value = name === undefined ? undefined : data.get(name);
      if (value === undefined) failed = true;
      return value ?? '';
    },
  );
  return failed ? undefined : filled;
}
