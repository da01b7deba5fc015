import { escapeText } from '../../utils/html.ts';

/** HTML that a page was built of; what `html` puts in without escaping. */
export class Markup {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Part = Markup | string | number | undefined | false | readonly Part[];

/** Build HTML: texts are escaped, other markup and lists of it go in as they are, undefined and false print nothing. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  return new Markup(strings.reduce((before, text, index) => before + textOf(parts[index - 1]) + text));
}

function textOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.toString();
  if (typeof part === 'object') return part.map(textOf).join('');
  return escapeText(String(part));
}
