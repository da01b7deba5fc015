import { configure } from 'jango/conf';
import { HttpResponse } from 'jango/http';
import {
  clearScriptPrefix,
  include,
  NoReverseMatch,
  path,
  Resolver404,
  rePath,
  resolve,
  reverse,
  setScriptPrefix,
  type UrlEntry,
  type View,
} from 'jango/urls';
import { afterEach, describe, expect, test } from 'vitest';
import { decode, hasVectors, readConformanceFile, readVectors, type Vector } from '../support/conformance.ts';

interface Node {
  kind: 'path' | 're_path' | 'include' | 'i18n';
  route?: string;
  regex?: string;
  view?: string;
  name?: string;
  kwargs?: Record<string, unknown>;
  patterns?: Node[];
  ref?: string;
  app_name?: string;
  namespace?: string;
}

const files = readConformanceFile('urlconfs.json') as Record<string, { patterns: Node[] }>;
const views = new Map<string, View>();
const urlconfs = new Map<string, UrlEntry[]>();

function view(name: string): View {
  let found = views.get(name);
  if (found === undefined) {
    found = Object.defineProperty((): HttpResponse => new HttpResponse(), 'name', { value: name });
    views.set(name, found);
  }
  return found;
}

function urlconf(name: string): UrlEntry[] {
  let found = urlconfs.get(name);
  if (found === undefined) {
    found = [];
    urlconfs.set(name, found);
    found.push(...files[name]!.patterns.map(entry));
  }
  return found;
}

function entry(node: Node): UrlEntry {
  const options = { ...(node.name === undefined ? {} : { name: node.name }), kwargs: node.kwargs ?? {} };
  if (node.kind === 'include') {
    const patterns = node.ref === undefined ? node.patterns!.map(entry) : () => urlconf(node.ref!);
    const target = include(
      node.app_name ? [patterns, node.app_name] : patterns,
      node.namespace ? { namespace: node.namespace } : {},
    );
    return node.route === undefined
      ? rePath(python(node.regex!), target, { kwargs: options.kwargs })
      : path(node.route, target, { kwargs: options.kwargs });
  }
  if (node.kind === 're_path') return rePath(python(node.regex!), view(node.view!), options);
  return path(node.route as string, view(node.view!), options);
}

/** Python's `\w` has the letters of all languages, which matters to patterns that have such letters themselves. */
function python(regex: string): string {
  return /^[ -~]*$/.test(regex) ? regex : regex.replaceAll('\\w', '[\\w\\u0080-\\uffff]');
}

function run(vector: Vector): unknown {
  const root = urlconf(vector.env!.urlconf!);
  if (vector['op'] === 'reverse') {
    const viewName = vector['viewname'];
    const target =
      typeof viewName === 'object' && viewName !== null
        ? view((viewName as { v: string }).v)
        : String(viewName);
    const args = decode(vector['args'] ?? []) as unknown[];
    const kwargs = decode(vector['kwargs'] ?? {}) as Record<string, unknown>;
    return reverse(target, args.length > 0 ? args : kwargs, {
      urlconf: root,
      currentApp: vector['current_app'] as string | undefined,
    });
  }
  const match = resolve(String(decode(vector['path'])), root);
  return {
    view: match.view.name,
    args: match.args,
    kwargs: match.kwargs,
    captured_kwargs: match.capturedKwargs,
    extra_kwargs: match.extraKwargs,
    url_name: match.urlName ?? null,
    view_name: match.viewName,
    route: match.route,
    app_names: match.appNames,
    namespaces: match.namespaces,
  };
}

/** What TypeScript's types rule out, or what belongs to translation. */
const LEFT_OUT: Readonly<Record<string, string>> = {};

configure({ SECRET_KEY: 'django_tests_secret_key', BASE_DIR: '/nowhere' });
afterEach(clearScriptPrefix);

describe.skipIf(!hasVectors)('Django resolves and reverses the same', () => {
  test.each(readVectors('urls').map((vector) => [vector.id, vector] as const))('%s', (id, vector) => {
    if (id in LEFT_OUT) return;
    setScriptPrefix(vector.env?.script_prefix ?? '/');
    const { error, output } = vector.expect;
    if (error === undefined) {
      expect(run(vector)).toEqual(decode(output));
    } else {
      const classes: Record<string, new (...args: never[]) => Error> = { NoReverseMatch, Resolver404 };
      expect(() => run(vector)).toThrow(classes[error] ?? Error);
    }
  });
});
