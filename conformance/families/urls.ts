import { resolve } from '../../src/urls/resolve.ts';
import { reverse } from '../../src/urls/reverse.ts';
import { loadUrlconfs, viewNamed } from '../urlconfs.ts';
import { decode, isTagged } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

function run(vector: Vector, folder: string): unknown {
  const urlconf = loadUrlconfs(folder).get(vector.env!.urlconf!)!.urlpatterns;
  if (vector['op'] === 'resolve') return resolved(vector, urlconf);
  const { viewname } = vector;
  const target = isTagged(viewname) ? viewNamed(String(viewname.v)) : String(viewname);
  const args = decode(vector['args'] ?? []) as unknown[];
  const kwargs = decode(vector['kwargs'] ?? {}) as Record<string, unknown>;
  if (args.length > 0 && Object.keys(kwargs).length > 0)
    throw new TypeError('Parameters stand in their order, or have names.');
  const currentApp = vector['current_app'] as string | undefined;
  return reverse(target as never, (args.length > 0 ? args : kwargs) as never, {
    urlconf,
    ...(currentApp === undefined ? {} : { currentApp }),
  });
}

function resolved(vector: Vector, urlconf: Parameters<typeof resolve>[1]): unknown {
  const match = resolve(String(decode(vector['path'])), urlconf);
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

/** Names to URLs, and URLs to views. */
export const urls: Family = { name: 'urls', run };
