import type { FilterExpression } from '../filter-expression.ts';
import type { Parser } from '../parser.ts';

const KEYWORD = /^(?:([\p{L}\p{N}_]+)=)?(.+)$/su;

/**
 * Take `a=1 b=c` off the front of a tag's words; with `legacy`, `1 as a and c as b` too.
 * @param bits is shortened by what is taken
 */
export function tokenKwargs(bits: string[], parser: Parser, legacy = false): Map<string, FilterExpression> {
  const found = new Map<string, FilterExpression>();
  const first = bits[0] === undefined ? null : KEYWORD.exec(bits[0]);
  const isKeyword = first?.[1] !== undefined;
  if (first === null || (!isKeyword && (!legacy || bits.length < 3 || bits[1] !== 'as'))) return found;
  while (bits.length > 0) {
    if (isKeyword) {
      const match = KEYWORD.exec(bits[0]!);
      if (match?.[1] === undefined) return found;
      found.set(match[1], parser.compileFilter(match[2]!));
      bits.shift();
    } else {
      if (bits.length < 3 || bits[1] !== 'as') return found;
      found.set(bits[2]!, parser.compileFilter(bits[0]!));
      bits.splice(0, 3);
      if (bits.length > 0 && bits[0] !== 'and') return found;
      bits.shift();
    }
  }
  return found;
}
