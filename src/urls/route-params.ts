import type { UrlConverters } from './converters.ts';

/** Shown by the editor in place of a value, so that the reason can be read there. */
export interface UnknownConverter<Name extends string> {
  error: `no converter named '${Name}'; add it to the interface CustomConverters of jango/urls`;
}

type ValueOf<Name extends string> = Name extends keyof UrlConverters
  ? UrlConverters[Name]
  : UnknownConverter<Name>;

type ParamOf<Spec extends string> = Spec extends `${infer Converter}:${infer Name}`
  ? { [N in Name]: ValueOf<Converter> }
  : { [N in Spec]: string };

type ParamsOf<Route extends string> = Route extends `${string}<${infer Spec}>${infer Rest}`
  ? ParamOf<Spec> & ParamsOf<Rest>
  : unknown;

/**
 * What a route hands to its view: `'articles/<int:year>/<slug:title>/'` gives `{ year: number; title: string }`.
 * A route that is not written as a literal gives `never`, which every view accepts.
 */
export type RouteParams<Route extends string> = string extends Route
  ? never
  : { [Name in keyof ParamsOf<Route>]: ParamsOf<Route>[Name] };
