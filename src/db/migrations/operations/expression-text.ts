import { type ExpressionParts, takeApart } from '../../models/expressions/take-apart.ts';

const SIGNS: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%%',
  pow: '^',
};

/** An expression in a description: `Lower(F(title))`, as Django says it. */
export function expressionText(value: unknown): string {
  const parts = takeApart(value);
  return parts === undefined ? literalText(value) : partsText(parts);
}

function partsText({ name, args, ...parts }: ExpressionParts): string {
  if (parts.kind === 'call') {
    const texts = name === 'F' ? args.map(String) : args.map(expressionText);
    return `${name.replace(/^functions\./, '')}(${texts.join(', ')})`;
  }
  const on = expressionText(parts.on);
  if (name === 'asc' || name === 'desc')
    return `OrderBy(${on}, descending=${name === 'desc' ? 'True' : 'False'})`;
  const sign = SIGNS[name];
  return sign === undefined
    ? `${on}.${name}(${args.map(expressionText).join(', ')})`
    : `${on} ${sign} ${args.map(expressionText).join(', ')}`;
}

function literalText(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  const isPlain = typeof value === 'object' && value?.constructor === Object;
  return isPlain ? JSON.stringify(value) : String(value);
}
