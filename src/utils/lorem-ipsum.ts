import { crypto } from './builtins.ts';

const COMMON =
  'Lorem ipsum dolor sit amet, consectetur adipisicing elit, sed do eiusmod tempor incididunt ut labore et dolore magna aliqua. ' +
  'Ut enim ad minim veniam, quis nostrud exercitation ullamco laboris nisi ut aliquip ex ea commodo consequat. Duis aute irure ' +
  'dolor in reprehenderit in voluptate velit esse cillum dolore eu fugiat nulla pariatur. Excepteur sint occaecat cupidatat ' +
  'non proident, sunt in culpa qui officia deserunt mollit anim id est laborum.';
const COMMON_WORDS =
  'lorem ipsum dolor sit amet consectetur adipisicing elit sed do eiusmod tempor incididunt ut labore et dolore magna aliqua'.split(
    ' ',
  );
const WORDS = [...new Set(COMMON.toLowerCase().match(/[a-z]+/g))];

function pick<T>(list: readonly T[]): T {
  return list[crypto().randomInt(list.length)]!;
}

function sample(count: number): string[] {
  const rest = [...WORDS];
  return Array.from(
    { length: Math.min(count, rest.length) },
    () => rest.splice(crypto().randomInt(rest.length), 1)[0]!,
  );
}

/** Some words of Latin, with a comma here and there and a mark at the end. */
function sentence(): string {
  const sections = Array.from({ length: 1 + crypto().randomInt(5) }, () =>
    sample(3 + crypto().randomInt(10)).join(' '),
  );
  const text = sections.join(', ');
  return text[0]!.toUpperCase() + text.slice(1) + pick([...'?.']);
}

function paragraph(): string {
  return Array.from({ length: 1 + crypto().randomInt(4) }, sentence).join(' ');
}

/** Paragraphs of filler text. @param common begin with the well-known one */
export function loremParagraphs(count: number, common = true): string[] {
  return Array.from({ length: Math.max(count, 0) }, (_, i) => (common && i === 0 ? COMMON : paragraph()));
}

/** Words of filler text. @param common begin with the well-known ones, less the last `-count` of them if it is below zero */
export function loremWords(count: number, common = true): string {
  const words = common ? COMMON_WORDS.slice(0, count) : [];
  while (words.length < count) words.push(...sample(count - words.length));
  return words.join(' ');
}
