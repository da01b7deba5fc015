import fs from 'node:fs';
import path from 'node:path';
import { include } from '../src/urls/include.ts';
import { path as urlPath } from '../src/urls/path.ts';
import { rePath } from '../src/urls/re-path.ts';
import type { UrlEntry } from '../src/urls/urlconf.ts';

interface UrlNode {
  readonly kind: 'path' | 're_path' | 'include' | 'i18n';
  readonly route?: string;
  readonly regex?: string;
  readonly view?: string;
  readonly name?: string;
  readonly kwargs?: Readonly<Record<string, unknown>>;
  readonly patterns?: readonly UrlNode[];
  readonly ref?: string;
  readonly app_name?: string;
  readonly namespace?: string;
}

type View = () => never;
const views = new Map<string, View>();

/** The view with a dotted name; one and the same each time. */
export function viewNamed(name: string): View {
  let view = views.get(name);
  if (view === undefined) {
    view = Object.defineProperty(
      (): never => {
        throw new Error('The views of the vectors are names only.');
      },
      'name',
      { value: name },
    );
    views.set(name, view);
  }
  return view;
}

let loaded:
  | { folder: string; urlconfs: ReadonlyMap<string, { urlpatterns: readonly UrlEntry[] }> }
  | undefined;

/** The URLconfs of `urlconfs.json`, by name. */
export function loadUrlconfs(folder: string): ReadonlyMap<string, { urlpatterns: readonly UrlEntry[] }> {
  if (loaded?.folder === folder) return loaded.urlconfs;
  const source = JSON.parse(fs.readFileSync(path.join(folder, 'urlconfs.json'), 'utf8')) as Record<
    string,
    { patterns: readonly UrlNode[] }
  >;
  const urlconfs = new Map<string, { urlpatterns: readonly UrlEntry[] }>();
  for (const [name, { patterns }] of Object.entries(source)) {
    let entries: readonly UrlEntry[] | undefined;
    urlconfs.set(name, {
      get urlpatterns() {
        entries ??= patterns.map((node) => entryOf(node, urlconfs));
        return entries;
      },
    });
  }
  loaded = { folder, urlconfs };
  return urlconfs;
}

function entryOf(
  node: UrlNode,
  urlconfs: ReadonlyMap<string, { urlpatterns: readonly UrlEntry[] }>,
): UrlEntry {
  const options = { ...(node.name === undefined ? {} : { name: node.name }), kwargs: node.kwargs ?? {} };
  const target = node.kind === 'include' ? includeOf(node, urlconfs) : viewNamed(node.view!);
  if (node.regex !== undefined) return rePath(wideLetters(node.regex), target as never, options);
  return urlPath(node.route ?? '', target as never, options as never) as UrlEntry;
}

/** Python's `\w` has the letters of all languages, which matters to patterns that have such letters themselves. */
function wideLetters(regex: string): string {
  return /^[ -~]*$/.test(regex) ? regex : regex.replaceAll('\\w', '[\\w\\u0080-\\uffff]');
}

function includeOf(node: UrlNode, urlconfs: ReadonlyMap<string, { urlpatterns: readonly UrlEntry[] }>) {
  const source =
    node.ref === undefined
      ? (node.patterns ?? []).map((inner) => entryOf(inner, urlconfs))
      : () => urlconfs.get(node.ref!)!;
  const options = node.namespace === undefined ? {} : { namespace: node.namespace };
  return node.app_name === undefined
    ? include(source as never, options)
    : include([source, node.app_name] as never, options);
}
