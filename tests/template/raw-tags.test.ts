import {
  Context,
  type FilterExpression,
  Library,
  Node,
  type NodeList,
  type Parser,
  TemplateSyntaxError,
  type Token,
  tokenKwargs,
  Variable,
} from 'jango/template';
import { escape as escapeHtml, formatDateTime } from 'jango/utils';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { engineOf, render } from './render.ts';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(resolve, value));
const register = new Library();
const options = { libraries: { my: register } };
const run = (source: string, context = {}) => render(`{% load my %}${source}`, context, options);

/** `{% year_of "Y" date as name %}`. */
class YearNode extends Node {
  readonly format: string;
  readonly date: Variable;
  readonly target: string | undefined;
  constructor(format: string, date: Variable, target: string | undefined) {
    super();
    this.format = format;
    this.date = date;
    this.target = target;
  }
  override async render(context: Context) {
    const text = formatDateTime((await this.date.resolve(context)) as Date, this.format);
    if (this.target === undefined) return escapeHtml(text);
    context.set(this.target, text);
    return '';
  }
}
register.tag('show_date', (_parser: Parser, token: Token) => {
  const [name, date, format, as, target] = token.splitContents();
  if (date === undefined || !/^(["']).*\1$/.test(format ?? '')) {
    throw new TemplateSyntaxError(
      `${name} on line ${token.lineno} wants a date and a format in quotes: ${token.contents}`,
    );
  }
  return new YearNode(format!.slice(1, -1), new Variable(date), as === 'as' ? target : undefined);
});

class UpperNode extends Node {
  readonly nodelist: NodeList;
  constructor(nodelist: NodeList) {
    super();
    this.nodelist = nodelist;
  }
  override async render(context: Context) {
    return (await this.nodelist.render(context)).toUpperCase();
  }
}
register.tag('upper', (parser) => {
  const nodelist = parser.parse(['endupper']);
  parser.deleteFirstToken();
  return new UpperNode(nodelist);
});

/** The next number of a rendering. */
class CountNode extends Node {
  override render(context: Context) {
    const next = ((context.renderContext.get(this) as number | undefined) ?? 0) + 1;
    context.renderContext.set(this, next);
    return String(next);
  }
}
register.tag('count', () => new CountNode());

/** `{% either a %}...{% or b %}...{% endeither %}`: the first part whose value is true. */
class EitherNode extends Node {
  readonly parts: readonly (readonly [FilterExpression, NodeList])[];
  constructor(parts: readonly (readonly [FilterExpression, NodeList])[]) {
    super();
    this.parts = parts;
  }
  get childNodelists() {
    return this.parts.map(([, nodelist]) => nodelist);
  }
  override async render(context: Context) {
    for (const [condition, nodelist] of this.parts) {
      if (await condition.resolve(context)) return nodelist.render(context);
    }
    return '';
  }
}
register.tag('either', (parser, token) => {
  const parts: [FilterExpression, NodeList][] = [];
  let opened = token;
  while (opened.contents !== 'endeither') {
    const [, condition] = opened.splitContents();
    if (condition === undefined) throw new TemplateSyntaxError(`'${opened.contents}' needs a value`);
    parts.push([parser.compileFilter(condition), parser.parse(['or', 'endeither'])]);
    opened = parser.nextToken();
  }
  return new EitherNode(parts);
});

register.tag('todo', (parser) => {
  parser.skipPast('endtodo');
  return { render: () => '' };
});

/** `{% attrs class=a|upper id="x" %}`. */
register.tag('attrs', (parser, token) => {
  const bits = token.splitContents().slice(1);
  const given = tokenKwargs(bits, parser);
  expectTypeOf(given).toEqualTypeOf<Map<string, FilterExpression>>();
  if (bits.length > 0)
    throw new TemplateSyntaxError(`'attrs' does not know what to do with ${bits.join(' ')}`);
  return {
    async render(context: Context) {
      let html = '';
      for (const [name, value] of given) html += ` ${name}="${escapeHtml(await value.resolve(context))}"`;
      return html;
    },
  };
});

describe('a raw tag', () => {
  test('reads its words: quoted ones stay whole', async () => {
    const context = { d: later(new Date(2024, 4, 6)) };
    expect(await run('{% show_date d "Y n j" %}', context)).toBe('2024 5 6');
    expect(await run('{% show_date d "Y" as year %}[{{ year }}]', context)).toBe('[2024]');
    expect(() => run('\n{% show_date d Y %}')).toThrow(
      'show_date on line 2 wants a date and a format in quotes: show_date d Y',
    );
    await expect(run('{% show_date x.y "Y" %}')).rejects.toThrow('Failed lookup for key [y]');
  });

  test('takes the nodes up to its end', async () => {
    expect(
      await run('{% upper %}a{{ b }}{% upper %}c{% endupper %}{% endupper %}', { b: later('<b>') }),
    ).toBe('A&LT;B&GT;C');
    expect(() => run('{% upper %}a')).toThrow(
      "Unclosed tag on line 1: 'upper'. Looking for one of: endupper.",
    );
  });

  test('may have parts', async () => {
    const source = '{% either a|default:0 %}A{% or b %}{{ b }}{% or "c" %}C{% endeither %}';
    expect(await run(source, { a: later(1) })).toBe('A');
    expect(await run(source, { b: later('B') })).toBe('B');
    expect(await run(source)).toBe('C');
    expect(() => run('{% either %}{% endeither %}')).toThrow("'either' needs a value");
  });

  test('passes over text that is not to be read', () => {
    expect(run('a{% todo %}{% no such tag %}{{ }}{% endtodo %}b')).toBe('ab');
    expect(() => run('{% todo %}')).toThrow("Unclosed tag on line 1: 'todo'");
  });

  test('reads keyword arguments', async () => {
    expect(await run('<a{% attrs class=a|upper id="x" %}>', { a: later('"big"') })).toBe(
      '<a class="&quot;BIG&quot;" id="x">',
    );
    expect(() => run('{% attrs a=1 b %}')).toThrow("'attrs' does not know what to do with b");
  });

  test('keeps what belongs to one rendering apart from others that run at the same time', async () => {
    const source = '{% load my %}{% for i in list %}{% count %}{{ wait }}{% endfor %}';
    const template = engineOf({ main: source }, options).getTemplate('main');
    const one = () => template.render(new Context({ list: [1, 2, 3], wait: () => later('.') }));
    expect(await Promise.all([one(), one(), one()])).toEqual(['1.2.3.', '1.2.3.', '1.2.3.']);
  });

  test('has to be a node', () => {
    const broken = new Library();
    // @ts-expect-error -- Type 'X' is not assignable to type 'TemplateNode'.
    broken.tag('nothing', (parser: Parser) => {
      parser.parse(['endnothing']);
      parser.deleteFirstToken();
    });
    // @ts-expect-error -- Type 'X' is not assignable to type 'TemplateNode'.
    broken.tag('text', () => 'text');
    const source = '{% nothing %}{% endnothing %}';
    expect(() => render(source, {}, { builtins: [broken] })).toThrow(
      "The tag 'nothing' compiled to None, which is no node. Its function has to return an object with render(context)",
    );
    expect(() => render('{% text %}', {}, { builtins: [broken] })).toThrow("compiled to 'text'");
  });

  test('is named as its function, when no name is given', () => {
    const library = new Library();
    library.tag(function hello() {
      return { render: () => 'Hello' };
    });
    expect(render('{% hello %}', {}, { builtins: [library] })).toBe('Hello');
  });
});
