import { type Context, Library, Node, type NodeList, type Parser, type Token } from 'jango/template';
import { describe, expect, test } from 'vitest';
import { markSafe } from '../../src/utils/html.ts';
import { render } from './render.ts';

const register = new Library();
register.filter('shout', (text: string) => `${text}!`, { stringFilter: true, isSafe: true });
register.filter('times', (value: number, arg: number) => value * arg);
register.filter('state', (_value: string, _arg: unknown, state) => String(state.safe), {
  needsAutoescape: true,
});
register.filter('slow', async (value: string) => value.toUpperCase());
register.simpleTag(
  'greet',
  (name: string, options?: { loud?: boolean }) => `Hi ${name}${options?.loud ? '!' : ''}`,
);
register.simpleTag('area', (width: number, height: number) => width * height, {
  params: ['width', 'height'],
});
register.simpleTag('user', (context: Context) => context.get('user'), { takesContext: true });
register.simpleBlockTag('box', (content: string, title: string) =>
  markSafe(`<div title="${title}">${content}</div>`),
);
register.inclusionTag('item.html', 'item', async (n: number) => ({ n }));

class RepeatNode extends Node {
  readonly nodelist: NodeList;
  constructor(nodelist: NodeList) {
    super();
    this.nodelist = nodelist;
  }
  override async render(context: Context) {
    return (await this.nodelist.render(context)) + (await this.nodelist.render(context));
  }
}
register.tag('repeat', (parser: Parser, _token: Token) => {
  const nodelist = parser.parse(['endrepeat']);
  parser.deleteFirstToken();
  return new RepeatNode(nodelist);
});

const run = (source: string, context = {}) =>
  render(`{% load my %}${source}`, context, { libraries: { my: register } });

describe('a library', () => {
  test('registers filters with their flags', async () => {
    expect(run('{{ "<b>"|shout }} {{ a|shout }} {{ 3|times:4 }}', { a: '<' })).toBe('<b>! &lt;! 12');
    expect(run('{{ "x"|state }} {{ a|state }}', { a: 'x' })).toBe('true false');
    expect(await run('{{ a|slow|shout }}', { a: 'x' })).toBe('X!');
    expect(() => run('{{ 3|times }}')).toThrow('needs an argument');
  });

  test('makes tags of functions', () => {
    expect(run('{% greet "Ann" %} {% greet name loud=True %}', { name: '<Bo>' })).toBe(
      'Hi Ann Hi &lt;Bo&gt;!',
    );
    expect(run('{% area height=2 width=3 as a %}[{{ a }}]{% user %}', { user: 'me' })).toBe('[6]me');
    expect(() => run('{% area 1 depth=2 %}')).toThrow("unexpected keyword argument 'depth'");
    expect(() => run('{% area 1 %}')).toThrow("did not receive value(s) for the argument(s): 'height'");
  });

  test('makes block tags and inclusion tags', async () => {
    expect(run('{% box "t" %}{{ a }}{% endbox %}', { a: '<' })).toBe('<div title="t">&lt;</div>');
    const engine = { libraries: { my: register } };
    const { engineOf } = await import('./render.ts');
    const templates = { main: '{% load my %}{% item 3 %}', 'item.html': '<li>{{ n }}</li>' };
    expect(await engineOf(templates, engine).renderToString('main')).toBe('<li>3</li>');
  });

  test('takes raw tags with nodes of their own', async () => {
    expect(await run('{% repeat %}{{ a }}{% endrepeat %}', { a: 1 })).toBe('11');
  });

  test('refuses functions that do not fit', () => {
    // @ts-expect-error -- a filter for text gets a string
    register.filter('bad', (value: number) => value, { stringFilter: true });
    // @ts-expect-error -- a tag that takes the context gets it first
    register.simpleTag('bad', (name: number) => name, { takesContext: true });
  });
});
