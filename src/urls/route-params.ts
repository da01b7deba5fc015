import type { UrlConverters } from './converters.ts';

type ValueOf<Name extends string> = Name extends keyof UrlConverters ? UrlConverters[Name] : never;

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

type TypeName<T> = [T] extends [never]
  ? 'unknown'
  : T extends string
    ? 'string'
    : T extends number
      ? 'number'
      : 'what its converter gives';

type Described<Spec extends string> = Spec extends `${infer Converter}:${infer Name}`
  ? Converter extends keyof UrlConverters
    ? `${Name}: ${TypeName<UrlConverters[Converter]>}`
    : `${Name} of a converter '${Converter}' that the interface CustomConverters of jango/urls doesn't have`
  : `${Spec}: string`;

type Description<Route extends string> = Route extends `${string}<${infer Spec}>${infer Rest}`
  ? Description<Rest> extends ''
    ? Described<Spec>
    : `${Described<Spec>}, ${Description<Rest>}`
  : '';

/** A sentence that the compiler shows in place of a type when a view asks for other parameters than its route gives. */
export type ViewDoesNotFit<Route extends string> =
  Description<Route> extends ''
    ? `a view without parameters, because the route '${Route}' gives none`
    : `a view that takes { ${Description<Route>} }, which is what the route '${Route}' gives`;
