import {
  type Context,
  type EscapeState,
  InvalidTemplateLibrary,
  Library,
  markSafe,
  type SafeString,
} from 'jango/template';
import { formatHtml } from 'jango/utils';
import { describe, expect, expectTypeOf, test } from 'vitest';
import { engineOf, render } from './render.ts';

const later = <T>(value: T): Promise<T> => new Promise((resolve) => setImmediate(resolve, value));

/** Render with a library of its own, which `fill` fills. */
function run(fill: (register: Library) => void, source: string, context = {}) {
  const register = new Library();
  fill(register);
  return render(`{% load my %}${source}`, context, { libraries: { my: register } });
}

describe('filters', () => {
  test('have a name and a function, or a function with a name', () => {
    function shout(text: string) {
      return `${text}!`;
    }
    const fill = (register: Library) => {
      register.filter('times', (value: number, arg: number) => value * arg);
      register.filter(shout, { stringFilter: true });
      register.filter('camelCase', shout);
      register.filter('snake_case', shout);
    };
    expect(run(fill, '{{ 3|times:4 }} {{ 3|shout }} {{ a|camelCase }} {{ a|snake_case }}', { a: 'x' })).toBe(
      '12 3! x! x!',
    );
  });

  test('need their argument, unless it has a default', () => {
    const fill = (register: Library) => {
      register.filter('times', (value: number, arg: number) => value * arg);
      register.filter('cut_to', (value: string, length = 2) => value.slice(0, length));
      register.filter('optional', (_value: unknown, arg?: string) => arg ?? 'none', { arg: 'optional' });
      register.filter('alone', (value: string) => value, { arg: 'none' });
    };
    expect(run(fill, '{{ a|cut_to }} {{ a|cut_to:1 }} {{ a|optional }}', { a: 'abc' })).toBe('ab a none');
    expect(() => run(fill, '{{ 3|times }}')).toThrow(
      'The filter times needs an argument. Write it as {{ value|times:"..." }}. If it may be left out, give the function\'s parameter a default.',
    );
    expect(() => run(fill, '{{ 3|alone:1 }}')).toThrow('The filter alone takes no argument');
  });

  test('may be asynchronous, in a chain and as an argument of a tag', async () => {
    const fill = (register: Library) => {
      register.filter('slow', async (value: string) => later(value.toUpperCase()));
      register.filter('shout', (text: string) => `${text}!`, { stringFilter: true });
    };
    expect(await run(fill, '{{ a|slow|shout }}{% if a|slow == "X" %}yes{% endif %}', { a: 'x' })).toBe(
      'X!yes',
    );
  });

  test('infer what they are not told', () => {
    new Library().filter(
      'state',
      (value, _arg, state) => {
        expectTypeOf(value).toEqualTypeOf<unknown>();
        expectTypeOf(state).toExtend<EscapeState>();
        return state.safe;
      },
      { needsAutoescape: true },
    );
    new Library().filter('cut_to', (value: string, length = 2) => {
      expectTypeOf(length).toEqualTypeOf<number>();
      return value.slice(0, length);
    });
  });

  test('that do not fit their flags do not compile', () => {
    const register = new Library();
    // @ts-expect-error -- A filter with stringFilter is given text, so its first parameter is a string.
    register.filter('bad', (value: number) => value, { stringFilter: true });
    // @ts-expect-error -- A filter with needsAutoescape is told about escaping by its third parameter
    register.filter('bad', (value: string) => value, { needsAutoescape: true });
    // @ts-expect-error -- there is no such flag
    register.filter('bad', (value: string) => value, { isSave: true });
    expect(() =>
      // @ts-expect-error -- A filter takes one argument at most
      register.filter('bad', (value: string, a: string, b: string) => value + a + b),
    ).toThrow(
      "The filter 'bad' is a function of 3 parameters; a filter is called with 2 at most. A filter gets the value",
    );
  });
});

describe('simple tags', () => {
  const fill = (register: Library) => {
    register.simpleTag(
      'greet',
      (name: string, options?: { loud?: boolean }) => `Hi ${name}${options?.loud ? '!' : ''}`,
    );
    register.simpleTag('area', (width: number, height: number) => width * height, {
      params: ['width', 'height'],
    });
    register.simpleTag('user', (context: Context) => context.get('user'), { takesContext: true });
    register.simpleTag('icon', (name: string) => (name === 'home' ? 'house' : 'none'));
    register.simpleTag('sum', (...numbers: number[]) => numbers.reduce((a, b) => a + b, 0));
    register.simpleTag('link', (url: string) => formatHtml('<a href="{}">', url));
    register.simpleTag(
      'remember',
      async (context: Context, name: string) => {
        context.set('remembered', await later(name));
        return '';
      },
      { takesContext: true },
    );
    register.simpleTag(function now_year() {
      return 2024;
    });
  };

  test('print what the function returns, escaped', () => {
    expect(run(fill, '{% greet "Ann" %} {% greet name loud=True %}', { name: '<Bo>' })).toBe(
      'Hi Ann Hi &lt;Bo&gt;!',
    );
    expect(run(fill, '{% autoescape off %}{% greet name %}{% endautoescape %}', { name: '<Bo>' })).toBe(
      'Hi <Bo>',
    );
    expect(run(fill, '{% link "/?a&b" %}{% now_year %} {% sum 1 2 3 %} {% user %}', { user: 'me' })).toBe(
      '<a href="/?a&amp;b">2024 6 me',
    );
  });

  test('get what is written in the tag as ordinary strings', () => {
    expect(run(fill, '{% icon "home" %} {% icon name %}', { name: 'home' })).toBe('house house');
  });

  test('keep their result under a name, and may set others', async () => {
    expect(run(fill, '{% area 3 2 as a %}[{{ a }}]')).toBe('[6]');
    expect(await run(fill, '{% remember n %}{{ remembered }}', { n: later('x') })).toBe('x');
  });

  test('put keyword arguments into their places, or into a last object', () => {
    expect(run(fill, '{% area height=2 width=3 %}')).toBe('6');
    expect(run(fill, '{% greet loud=True %}')).toBe('Hi undefined!');
  });

  test('are checked when the template is compiled', () => {
    expect(() => run(fill, '{% if 0 %}{% area 1 depth=2 %}{% endif %}')).toThrow(
      "'area' received unexpected keyword argument 'depth'",
    );
    expect(() => run(fill, '{% area 1 %}')).toThrow("did not receive value(s) for the argument(s): 'height'");
    expect(() => run(fill, '{% area 1 2 3 %}')).toThrow("'area' received too many positional arguments");
    expect(() => run(fill, '{% area 1 width=2 %}')).toThrow("multiple values for keyword argument 'width'");
    expect(() => run(fill, '{% area width=1 2 %}')).toThrow('positional argument(s) after some keyword');
  });

  test('take optional, keyword-only and further arguments as `params` says', () => {
    const more = (register: Library) =>
      register.simpleTag(
        'all',
        (a: number, b?: number, ...rest: unknown[]) => JSON.stringify([a, b ?? null, ...rest]),
        {
          params: ['a', { name: 'b', optional: true }, { name: 'size', keywordOnly: true }],
          rest: true,
          keywords: true,
        },
      );
    const off = (source: string) => run(more, `{% autoescape off %}${source}{% endautoescape %}`);
    expect(off('{% all 1 size=2 %}')).toBe('[1,null,{"size":2}]');
    expect(off('{% all 1 2 3 size=4 other=5 %}')).toBe('[1,2,3,{"size":4,"other":5}]');
    expect(() => off('{% all 1 %}')).toThrow("did not receive value(s) for the argument(s): 'size'");
  });

  test('that do not fit their options do not compile', () => {
    const register = new Library();
    // @ts-expect-error -- A tag with takesContext is given the context first: its first parameter is a Context.
    register.simpleTag('bad', (name: number) => name, { takesContext: true });
    // @ts-expect-error -- A tag with takesContext is given the context first: its first parameter is a Context.
    register.simpleTag('bad', () => 1, { takesContext: true });
    // @ts-expect-error -- `params` names more parameters than the function has.
    register.simpleTag('bad', (a: number) => a, { params: ['a', 'b'] });
    // @ts-expect-error -- the context is not named
    register.simpleTag('bad', (_context: Context, a: number) => a, {
      takesContext: true,
      params: ['context', 'a'],
    });
    register.simpleTag(
      'good',
      (context) => {
        expectTypeOf(context).toExtend<Context>();
        return 1;
      },
      { takesContext: true },
    );
    register.simpleTag('good', (...all: number[]) => all.length, { params: ['a', 'b'] });
    register.simpleTag('good', (a: number, b?: { size?: number }) => [a, b], {
      params: ['a', { name: 'size', keywordOnly: true }],
    });
  });
});

describe('block tags', () => {
  const fill = (register: Library) => {
    register.simpleBlockTag('box', (content: SafeString, title: string) =>
      formatHtml('<div title="{}">{}</div>', title, content),
    );
    register.simpleBlockTag('count', (content: string) => content.trim().length, { endName: 'stop' });
    register.simpleBlockTag(
      'signed',
      (context: Context, content: SafeString, by = 'nobody') =>
        formatHtml('{} - {} ({})', content, by, context.get('a')),
      { takesContext: true, params: [{ name: 'by', optional: true }] },
    );
    register.simpleBlockTag('slowly', async (content: SafeString) => later(content));
    register.simpleBlockTag(function same(content: SafeString) {
      return content;
    });
  };

  test('get their content as HTML', () => {
    expect(run(fill, '{% box "t" %}{{ a }}<br>{% endbox %}', { a: '<' })).toBe(
      '<div title="t">&lt;<br></div>',
    );
    expect(run(fill, '{% count %} abc {% stop %}{% same %}<i>{% endsame %}')).toBe('3<i>');
  });

  test('take the context before it, and a name to keep the result under', () => {
    expect(
      run(fill, '{% signed by="<me>" %}x{% endsigned %}{% signed as s %}y{% endsigned %}|{{ s }}', { a: 1 }),
    ).toBe('x - &lt;me&gt; (1)|y - nobody (1)');
  });

  test('wait for what is pending in them', async () => {
    expect(await run(fill, '{% slowly %}<b>{{ a }}{% endslowly %}', { a: later('<') })).toBe('<b>&lt;');
  });

  test('are to be closed', () => {
    expect(() => run(fill, '{% count %}{% endcount %}')).toThrow("expected 'stop' for 'count'");
  });

  test('that do not take content do not compile', () => {
    const register = new Library();
    // @ts-expect-error -- A block tag is given what stands between it and its end as HTML: that parameter is a SafeString.
    register.simpleBlockTag('bad', (n: number) => n);
    // @ts-expect-error -- A block tag is given what stands between it and its end: the function needs a parameter for it.
    register.simpleBlockTag('bad', () => 1);
    // @ts-expect-error -- A block tag is given what stands between it and its end: the function needs a parameter for it.
    register.simpleBlockTag('bad', (_context: Context) => 1, { takesContext: true });
    // @ts-expect-error -- A tag with takesContext is given the context first: its first parameter is a Context.
    register.simpleBlockTag('bad', (content: string) => content, { takesContext: true });
    register.simpleBlockTag('good', (content) => {
      expectTypeOf(content).toExtend<SafeString>();
      return content;
    });
  });
});

describe('inclusion tags', () => {
  const templates = (main: string) => ({
    main: `{% load my %}${main}`,
    'item.html': '<li>{{ n }}{{ outer }}</li>',
    'user.html': '{{ user }}:{{ size }}',
  });
  const register = new Library();
  register.inclusionTag('item.html', 'item', async (n: number) => ({ n: await later(n) }));
  register.inclusionTag(
    'user.html',
    'user',
    (context: Context, options?: { size?: number }) => ({ user: context.get('user'), size: options?.size }),
    { takesContext: true },
  );
  register.inclusionTag(['missing.html', 'item.html'], function first_of(n: number) {
    return new Map([['n', n]]);
  });
  register.inclusionTag('item.html', 'nothing', (() => undefined) as unknown as () => object);
  const show = (main: string, context = {}) =>
    engineOf(templates(main), { libraries: { my: register } }).renderToString('main', context);

  test('render a template with what the function returns, and nothing else', async () => {
    expect(await show('{% item 3 %}{% first_of 4 %}', { outer: 'x' })).toBe('<li>3</li><li>4</li>');
    expect(await show('{% user size=2 %}', { user: '<me>' })).toBe('&lt;me&gt;:2');
  });

  test('say what is wrong when that is no object', () => {
    expect(() => show('{% nothing %}')).toThrow(
      "The function of the inclusion tag 'nothing' returned None. It has to return the variables of its template as an object, such as { title }.",
    );
    // @ts-expect-error -- An inclusion tag gives the variables of its template: the function returns an object
    register.inclusionTag('item.html', 'bad', (n: number) => n);
    // @ts-expect-error -- An inclusion tag gives the variables of its template: the function returns an object
    register.inclusionTag('item.html', 'bad', async (n: number) => (n > 1 ? { n } : undefined));
    // @ts-expect-error -- An inclusion tag gives the variables of its template: the function returns an object
    register.inclusionTag('item.html', 'bad', (n: number) => [n]);
    // @ts-expect-error -- A tag with takesContext is given the context first: its first parameter is a Context.
    register.inclusionTag('item.html', 'bad', (n: number) => ({ n }), { takesContext: true });
  });
});

describe('registering', () => {
  const register = new Library();

  test('needs a name', () => {
    expect(() => register.filter((text: string) => text)).toThrow(InvalidTemplateLibrary);
    expect(() => register.filter((text: string) => text)).toThrow(
      "filter() was given a function without a name. Give the name first, as in register.filter('name', (...) => ...), or give the function one.",
    );
    expect(() => register.inclusionTag('a.html', () => ({}))).toThrow(
      "register.inclusionTag('template.html', 'name'",
    );
    expect(() => register.simpleTag('two words', () => '')).toThrow(
      "the name 'two words', which no template can use",
    );
    expect(() => register.filter('a-b', (text: string) => text)).toThrow(
      'Names are letters, digits and underscores.',
    );
  });

  test('needs a function', () => {
    // @ts-expect-error -- no function
    expect(() => register.simpleTag('lonely')).toThrow("simpleTag() was given 'lonely' and no function.");
  });

  test('takes each name of a parameter once', () => {
    expect(() =>
      register.simpleTag('twice', (a: number, b: number) => a + b, { params: ['a', 'a'] }),
    ).toThrow("The tag 'twice' names the parameter 'a' twice.");
  });

  test('takes the last of two under one name', () => {
    const fill = (library: Library) => {
      library.simpleTag('one', () => 1);
      library.simpleTag('one', () => markSafe('<2>'));
    };
    expect(run(fill, '{% one %}')).toBe('<2>');
  });
});
