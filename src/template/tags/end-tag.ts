import { TemplateSyntaxError } from '../errors.ts';
import type { Parser } from '../parser.ts';

/**
 * Take the end of a block that has a name: `{% endblock %}` or `{% endblock name %}`.
 * @throws TemplateSyntaxError when it names another
 */
export function takeNamedEnd(parser: Parser, end: string, name: string): void {
  const token = parser.nextToken();
  if (token.contents === end || token.contents === `${end} ${name}`) return;
  parser.at(token, () => {
    throw new TemplateSyntaxError(
      `Invalid block tag on line ${token.lineno}: '${token.contents}', expected '${end}' or '${end} ${name}'.`,
    );
  });
}
