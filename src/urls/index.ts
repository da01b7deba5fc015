export { clearScriptPrefix, getScriptPrefix, setScriptPrefix } from '../utils/script-prefix.ts';
export { type Converter, registerConverter, type UrlConverters } from './converters.ts';
export { clearUrlCaches, getResolver, loadUrlconf, type Urlconf } from './get-resolver.ts';
export { type IncludeOptions, include } from './include.ts';
export { NoReverseMatch } from './no-reverse-match.ts';
export { type PathOptions, path } from './path.ts';
export { type RePathOptions, rePath } from './re-path.ts';
export { isValidPath, resolve } from './resolve.ts';
export { ResolverMatch } from './resolver-match.ts';
export { Resolver404 } from './resolver404.ts';
export { type ReverseOptions, type ReverseParams, reverse } from './reverse.ts';
export { type LazyUrl, reverseLazy } from './reverse-lazy.ts';
export type { RouteParams, ViewDoesNotFit } from './route-params.ts';
export { UrlPattern } from './url-pattern.ts';
export { UrlResolver } from './url-resolver.ts';
export type { Include, RootUrlconf, UrlconfModule, UrlEntry, UrlSite, UrlSource } from './urlconf.ts';
export { type AnyView, type View, type ViewAttributes, viewAttributes, wrapView } from './view.ts';

/**
 * Converters of a project, by name and the type they give: `declare module 'jango/urls' { interface CustomConverters { yyyy: number } }`
 * beside the call of `registerConverter()`. It stands in this file because a declaration merges only with the module it names.
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by declaration merging
export interface CustomConverters {}
