import { entryFor } from './path.ts';
import { RegexPattern } from './regex-pattern.ts';
import type { UrlPattern } from './url-pattern.ts';
import type { UrlResolver } from './url-resolver.ts';
import type { Include, UrlSite } from './urlconf.ts';
import type { AnyView, View } from './view.ts';

export interface RePathOptions {
  name?: string;
  kwargs?: Readonly<Record<string, unknown>>;
}

/**
 * A line of `urlpatterns` by regular expression: `rePath(/^articles\/(?<year>[0-9]{4})\/$/, views.year)`. It is searched for in
 * the path without its first slash, so begin it with `^`. Named groups become the view's parameters, as text; when there are
 * only unnamed ones, the parameters are a list.
 */
export function rePath<Params extends object = Record<string, string>>(
  regex: RegExp | string,
  view: View<Params>,
  options?: RePathOptions,
): UrlPattern;
export function rePath(
  regex: RegExp | string,
  urls: Include | UrlSite,
  options?: Pick<RePathOptions, 'kwargs'>,
): UrlResolver;
export function rePath(
  regex: RegExp | string,
  target: View<never> | Include | UrlSite,
  options: RePathOptions = {},
): UrlPattern | UrlResolver {
  return entryFor(
    (isEndpoint) => new RegexPattern(regex, isEndpoint),
    String(regex),
    target as AnyView,
    options,
  );
}
