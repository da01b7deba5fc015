import { settings } from '../../conf/configure.ts';
import { type Awaitable, whenReady } from '../../utils/awaitable.ts';
import { iriToUri } from '../../utils/encoding.ts';
import { escapeText } from '../../utils/html.ts';
import { str } from '../../utils/python-str.ts';
import { staticUrl } from '../../utils/static-url.ts';
import type { Context } from '../context.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { Library } from '../library.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { Parser } from '../parser.ts';
import type { Token } from '../token.ts';

/** `{% load static %}`: addresses of static files. */
export const staticLibrary: Library = new Library();

/** `{% static "css/site.css" as url %}`. */
staticLibrary.tag('static', (parser: Parser, token: Token): TemplateNode => {
  const bits = token.splitContents();
  if (bits.length < 2)
    throw new TemplateSyntaxError(`'${bits[0]}' takes at least one argument (path to file)`);
  const path = parser.compileFilter(bits[1]!);
  const target = bits.length >= 4 && bits.at(-2) === 'as' ? bits[3] : undefined;
  return {
    assigns: target === undefined ? [] : [target],
    render: (context: Context): Awaitable<string> =>
      whenReady(path.resolve(context), (value) => {
        const url = staticUrl(str(value), settings.STATIC_URL);
        return finish(context, context.autoescape ? escapeText(url) : url, target);
      }),
  };
});

staticLibrary.tag('get_static_prefix', (_parser, token) => prefixNode(token, 'STATIC_URL'));
staticLibrary.tag('get_media_prefix', (_parser, token) => prefixNode(token, 'MEDIA_URL'));

function prefixNode(token: Token, setting: 'STATIC_URL' | 'MEDIA_URL'): TemplateNode {
  const words = token.contents.split(/\s+/);
  if (words.length > 1 && words[1] !== 'as') {
    throw new TemplateSyntaxError(`First argument in '${words[0]}' must be 'as'`);
  }
  const target = words[2];
  return {
    assigns: target === undefined ? [] : [target],
    render: (context) => finish(context, iriToUri(settings[setting]), target),
  };
}

function finish(context: Context, text: string, target: string | undefined): string {
  if (target === undefined) return text;
  context.set(target, text);
  return '';
}
