/** The lookups that every field has, as `lookups` of `'jango/db'`: to compare expressions by, and to make others of. */
export {
  Exact,
  GreaterThan,
  GreaterThanOrEqual,
  IExact,
  In,
  IsNull,
  LessThan,
  LessThanOrEqual,
  Range,
} from './comparisons.ts';
export { BuiltinLookup, Lookup } from './lookup.ts';
export {
  Contains,
  EndsWith,
  IContains,
  IEndsWith,
  IRegex,
  IStartsWith,
  Regex,
  StartsWith,
} from './patterns.ts';
