import { parsePluralExpression } from './plural-expression.ts';

/** Which of a language's plural forms goes with a count. */
export interface PluralForms {
  /** How many forms there are. */
  readonly count: number;
  /** The rule, written one way: two languages with the same rule have the same text. */
  readonly rule: string;
  /** The form for a number, from 0. */
  indexFor(n: number): number;
}

/**
 * The rule of a `Plural-Forms` header: `nplurals=2; plural=(n != 1);`.
 * @throws SyntaxError that says what cannot be read
 */
export function parsePluralForms(header: string): PluralForms {
  const match = /^\s*nplurals\s*=\s*(\d+)\s*;\s*plural\s*=([^;]+);?/.exec(header);
  if (match === null) throw new SyntaxError(`'${header}' is not of the form 'nplurals=2; plural=(n != 1);'`);
  const { text, evaluate } = parsePluralExpression(match[2]!);
  return { count: Number(match[1]), rule: text, indexFor: evaluate };
}

/** The rule of catalogues that name none: one, and all other numbers. */
export const GERMANIC: PluralForms = parsePluralForms('nplurals=2; plural=n != 1');
/** For languages that have one form for every number. */
export const ONE_FORM: PluralForms = parsePluralForms('nplurals=1; plural=0');
