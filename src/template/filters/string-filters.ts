import { iriToUri, quote } from '../../utils/encoding.ts';
import { escapejs } from '../../utils/escape-js.ts';
import { escapeText } from '../../utils/html.ts';
import { linebreaks } from '../../utils/linebreaks.ts';
import { SafeString } from '../../utils/safe-string.ts';
import { stripTags } from '../../utils/strip-tags.ts';
import {
  normalizeNewlines,
  phone2numeric,
  slugify,
  Truncator,
  truncateText,
  wrap,
} from '../../utils/text.ts';
import { urlize } from '../../utils/urlize.ts';
import { wordsOf } from '../../utils/whitespace.ts';
import { checkLength, sized, TemplateValueError } from '../render-errors.ts';
import { briefly } from '../runtime/briefly.ts';
import type { Definer } from './define.ts';
import { integerOf } from './numbers.ts';
import { textArgument } from './text-argument.ts';
import { title } from './title.ts';

const KEEPS_SAFE = { isSafe: true } as const;
const WITH_ARG = { isSafe: true, arg: 'required' } as const;

/** Filters on text. */
export function defineStringFilters(define: Definer): void {
  define.text('addslashes', (text) => sized(text.replace(/[\\"']/g, '\\$&')), KEEPS_SAFE);
  define.text('capfirst', (text) => capitalize(text), KEEPS_SAFE);
  define.text('cut', cut, { arg: 'required', needsAutoescape: true });
  define.text('iriencode', (text) => iriToUri(text), KEEPS_SAFE);
  define.text('lower', (text) => text.toLowerCase(), KEEPS_SAFE);
  define.text('make_list', (text) => [...text]);
  define.text('slugify', (text) => slugify(text), KEEPS_SAFE);
  define.text('title', title, KEEPS_SAFE);
  define.text('upper', (text) => text.toUpperCase());
  define.text(
    'urlencode',
    (text, safe: unknown) =>
      sized(safe === undefined || safe === null ? quote(text) : quote(text, textArgument(safe))),
    {
      arg: 'optional',
    },
  );
  define.text('wordcount', (text) => wordsOf(text).length);
  define.text('wordwrap', (text, width: unknown) => wrap(text, lineWidth(text, width)), WITH_ARG);
  define.value('phone2numeric', (value) => phone2numeric(textArgument(value)), KEEPS_SAFE);
  defineAlignment(define);
  defineTruncation(define);
  defineHtmlFilters(define);
}

function capitalize(text: string): string {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0);
  return text === '' ? '' : first.toUpperCase() + text.slice(first.length);
}

function cut(text: string, arg: unknown, state: { safe: boolean }): string | SafeString {
  const part = textArgument(arg);
  const shorter = part === '' ? text : text.split(part).join('');
  return state.safe && part !== ';' ? new SafeString(shorter) : shorter;
}

/** @throws TemplateValueError for what is no whole number */
function wholeNumber(value: unknown): number {
  const number = integerOf(value);
  if (number === undefined)
    throw new TemplateValueError(`The filter needs a whole number, and was given ${briefly(value)}.`);
  return Number(number);
}

/** @throws TemplateValueError for 0 and less, unless there is nothing to wrap */
function lineWidth(text: string, value: unknown): number {
  const width = wholeNumber(value);
  if (width <= 0 && text !== '') throw new TemplateValueError(`Lines can't be ${width} characters long.`);
  return width;
}

/** How many spaces to add. @throws TemplateTooLarge */
function missing(text: string, width: unknown): number {
  const wanted = wholeNumber(width);
  checkLength(wanted);
  return Math.max(0, wanted - [...text].length);
}

function defineAlignment(define: Definer): void {
  define.text('ljust', (text, width: unknown) => text + ' '.repeat(missing(text, width)), WITH_ARG);
  define.text('rjust', (text, width: unknown) => ' '.repeat(missing(text, width)) + text, WITH_ARG);
  define.text(
    'center',
    (text, width: unknown) => {
      const space = missing(text, width);
      const left = Math.floor(space / 2) + (space % 2 === 1 && wholeNumber(width) % 2 === 1 ? 1 : 0);
      return ' '.repeat(left) + text + ' '.repeat(space - left);
    },
    WITH_ARG,
  );
}

function defineTruncation(define: Definer): void {
  const truncation = (name: string, cutText: (text: Truncator, length: number) => string) =>
    define.text(
      name,
      (text, arg: unknown) => {
        const length = integerOf(arg);
        return length === undefined ? text : cutText(new Truncator(text), Number(length));
      },
      WITH_ARG,
    );
  define.text('truncatechars', truncatechars, WITH_ARG);
  truncation('truncatechars_html', (text, length) => text.chars(length, { html: true }));
  truncation('truncatewords', (text, length) => text.words(length, { truncate: ' …' }));
  truncation('truncatewords_html', (text, length) => text.words(length, { html: true, truncate: ' …' }));
}

function truncatechars(text: string, arg: unknown): string {
  const length = integerOf(arg);
  return length === undefined ? text : truncateText(text, Number(length));
}

function defineHtmlFilters(define: Definer): void {
  const escapes = { isSafe: true, needsAutoescape: true } as const;
  define.text('escapejs', (text) => escapejs(text));
  define.text('escape', (text, _arg, state) => new SafeString(state.safe ? text : escapeText(text)), escapes);
  define.text('force_escape', (text) => new SafeString(escapeText(text)), KEEPS_SAFE);
  define.text('safe', (text) => new SafeString(text), KEEPS_SAFE);
  define.text('striptags', stripTags, KEEPS_SAFE);
  define.text(
    'linebreaks',
    (text, _arg, s) => new SafeString(linebreaks(text, s.autoescape && !s.safe)),
    escapes,
  );
  define.text(
    'linebreaksbr',
    (text, _arg, s) => {
      const lines = normalizeNewlines(text);
      return new SafeString((s.autoescape && !s.safe ? escapeText(lines) : lines).replaceAll('\n', '<br>'));
    },
    escapes,
  );
  define.text(
    'linenumbers',
    (text, _arg, s) => new SafeString(linenumbers(text, s.autoescape && !s.safe)),
    escapes,
  );
  define.text(
    'urlize',
    (text, _arg, s) =>
      new SafeString(sized(urlize(text, { nofollow: true, autoescape: s.autoescape, safe: s.safe }))),
    escapes,
  );
  define.text(
    'urlizetrunc',
    (text, limit: unknown, s) =>
      new SafeString(
        sized(
          urlize(text, {
            trimUrlLimit: wholeNumber(limit),
            nofollow: true,
            autoescape: s.autoescape,
            safe: s.safe,
          }),
        ),
      ),
    { ...escapes, arg: 'required' },
  );
}

function linenumbers(text: string, escapes: boolean): string {
  const lines = text.split('\n');
  const width = String(lines.length).length;
  return lines
    .map((line, i) => `${String(i + 1).padStart(width, '0')}. ${escapes ? escapeText(line) : line}`)
    .join('\n');
}
