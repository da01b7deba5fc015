import { TemplateSyntaxError } from '../errors.ts';
import type { FilterExpression } from '../filter-expression.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import { tokenKwargs } from '../tags/keyword-arguments.ts';
import { TEXT, type Token, VARIABLE } from '../token.ts';
import { BlockTranslateNode, type BlockTranslateOptions } from './blocktranslate-node.ts';

/** `{% blocktranslate with a=b count n=m context "where" trimmed asvar name %}…{% plural %}…{% endblocktranslate %}`. */
export function blocktranslate(parser: Parser, token: Token): TemplateNode {
  const bits = token.splitContents();
  const tag = bits[0]!;
  const options = parseOptions(parser, bits);
  const [singular, afterSingular] = textTokens(parser);
  let plural: readonly Token[] | undefined;
  let end = afterSingular;
  if (options.count !== undefined) {
    if (end?.contents.trim() !== 'plural') {
      parser.at(end ?? token, () => {
        throw new TemplateSyntaxError(
          `'${tag}' with a count needs a {% plural %}, and doesn't allow other block tags inside it.`,
        );
      });
    }
    [plural, end] = textTokens(parser);
  }
  if (end?.contents.trim() !== `end${tag}`) {
    parser.at(end ?? token, () => {
      throw new TemplateSyntaxError(
        end === undefined
          ? `Unclosed tag on line ${token.lineno}: '${tag}'. Looking for one of: end${tag}.`
          : `'${tag}', opened on line ${token.lineno}, doesn't allow other block tags (seen '${end.contents}') inside it.`,
        end === undefined
          ? undefined
          : 'Work values out before it, and name them with: {% blocktranslate with a=b %}.',
      );
    });
  }
  return new BlockTranslateNode(tag, singular, plural, options);
}

/** Texts and variables up to the next tag, and that tag. */
function textTokens(parser: Parser): [tokens: Token[], next: Token | undefined] {
  const tokens: Token[] = [];
  while (parser.hasTokens) {
    const token = parser.nextToken();
    if (token.type !== TEXT && token.type !== VARIABLE) return [tokens, token];
    tokens.push(token);
  }
  return [tokens, undefined];
}

function parseOptions(parser: Parser, bits: readonly string[]): BlockTranslateOptions {
  const tag = bits[0]!;
  const rest = bits.slice(1);
  const seen = new Set<string>();
  const options: BlockTranslateOptions = { values: new Map(), trimmed: false };
  while (rest.length > 0) {
    const option = rest.shift()!;
    if (seen.has(option))
      throw new TemplateSyntaxError(`The '${option}' option was specified more than once.`);
    seen.add(option);
    if (option === 'with') options.values = withValues(parser, tag, rest);
    else if (option === 'count') options.count = countValue(parser, tag, rest);
    else if (option === 'context') options.context = contextValue(parser, tag, rest);
    else if (option === 'trimmed') options.trimmed = true;
    else if (option === 'asvar') {
      options.target = rest.shift();
      if (options.target === undefined) {
        throw new TemplateSyntaxError(`No argument provided to the '${tag}' tag for the asvar option.`);
      }
    } else throw new TemplateSyntaxError(`Unknown argument for '${tag}' tag: '${option}'.`);
  }
  return options;
}

function withValues(parser: Parser, tag: string, rest: string[]): Map<string, FilterExpression> {
  const values = tokenKwargs(rest, parser, true);
  if (values.size === 0)
    throw new TemplateSyntaxError(`"with" in '${tag}' tag needs at least one keyword argument.`);
  return values;
}

function countValue(parser: Parser, tag: string, rest: string[]): [string, FilterExpression] {
  const values = [...tokenKwargs(rest, parser, true)];
  if (values.length !== 1) {
    throw new TemplateSyntaxError(`"count" in '${tag}' tag expected exactly one keyword argument.`);
  }
  return values[0]!;
}

function contextValue(parser: Parser, tag: string, rest: string[]): FilterExpression {
  const word = rest.shift();
  try {
    if (word !== undefined) return parser.compileFilter(word);
  } catch (cause) {
    throw new TemplateSyntaxError(`"context" in '${tag}' tag expected exactly one argument.`, undefined, {
      cause,
    });
  }
  throw new TemplateSyntaxError(`"context" in '${tag}' tag expected exactly one argument.`);
}
