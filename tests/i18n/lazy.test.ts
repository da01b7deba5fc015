import { configure } from 'jango/conf';
import { fields, models } from 'jango/db';
import * as forms from 'jango/forms';
import {
  gettextLazy,
  gettextNoop,
  type LazyPlural,
  type LazyString,
  ngettextLazy,
  override,
  pgettextLazy,
  setCatalog,
} from 'jango/utils/translation';
import { afterAll, beforeAll, describe, expect, expectTypeOf, test } from 'vitest';
import { deconstructField } from '../../src/db/models/fields/deconstruct.ts';

configure({ SECRET_KEY: 'test', BASE_DIR: import.meta.dirname });
const TEXTS: Readonly<Record<string, string>> = {
  title: '제목',
  draft: '초안',
  needed: '꼭 쓰세요',
  'month|May': '5월',
  day: '%(n)d일',
};
beforeAll(() => {
  setCatalog('ko', {
    gettext: (message, context) => TEXTS[context === undefined ? message : `${context}|${message}`],
    ngettext: (singular) => TEXTS[singular],
  });
});
afterAll(() => setCatalog('ko', undefined));

test('a lazy text is what the language says at the time', () => {
  const title = gettextLazy('title');
  expect(
    override('ko', () => [`${title}`, `${title}!`, title.toUpperCase(), JSON.stringify({ title })]),
  ).toEqual(['제목', '제목!', '제목', '{"title":"제목"}']);
  expect(override('en', () => String(title))).toBe('title');
  expect(title.message).toBe('title');
  expect(override('ko', () => String(pgettextLazy('month', 'May')))).toBe('5월');
  expectTypeOf(title).toEqualTypeOf<LazyString>();
  // @ts-expect-error -- it is no string yet
  const text: string = title;
  expect(text).toBe(title);
});

test('a lazy plural waits for its number', () => {
  const days = ngettextLazy('day', '%(n)d days');
  expect(override('ko', () => days.fill('n', { n: 3 }))).toBe('3일');
  expect(override('en', () => [days.for(1), days.fill('n', { n: 3 })])).toEqual(['day', '3 days']);
  expect(override('ko', () => String(ngettextLazy('day', 'days', 3)))).toBe('%(n)d일');
  expectTypeOf(days).toEqualTypeOf<LazyPlural>();
});

test('gettextNoop() only marks a text', () => {
  expect(override('ko', () => gettextNoop('title'))).toBe('title');
  expectTypeOf(gettextNoop('title')).toEqualTypeOf<'title'>();
});

describe('forms', () => {
  class TitleForm extends forms.Form {
    title = forms.CharField({
      label: gettextLazy('title'),
      helpText: gettextLazy('draft'),
      errorMessages: { required: gettextLazy('needed') },
    });
    status = forms.ChoiceField({ choices: [['d', gettextLazy('draft')]] });
  }

  test('show labels, help and choices, and complain, in the language of the request', async () => {
    const html = (language: string) => override(language, () => String(new TitleForm()));
    expect(html('ko')).toMatch(/제목[\s\S]*초안[\s\S]*>초안<\/option>/);
    expect(html('en')).toMatch(/title[\s\S]*draft[\s\S]*>draft<\/option>/);
    const errors = await override('ko', async () => {
      const form = new TitleForm({ title: '', status: 'd' });
      await form.isValid();
      return form.errors.get('title');
    });
    expect(String(errors)).toContain('꼭 쓰세요');
  });
});

describe('fields of models', () => {
  const field = new fields.CharField({
    verboseName: gettextLazy('title'),
    helpText: gettextLazy('draft'),
    maxLength: 5,
    choices: [['d', gettextLazy('draft')]],
    errorMessages: { blank: gettextLazy('needed') },
  });

  test('have names in the active language', () => {
    expect(override('ko', () => [field.verboseName, field.helpText])).toEqual(['제목', '초안']);
    expect(override('en', () => [field.verboseName, field.helpText])).toEqual(['title', 'draft']);
    expectTypeOf(field.verboseName).toEqualTypeOf<string>();
  });

  test('go into migrations as they were written, whatever the language', () => {
    expect(override('ko', () => deconstructField(field).options)).toEqual({
      verboseName: 'title',
      helpText: 'draft',
      maxLength: 5,
      choices: [['d', 'draft']],
      errorMessages: { blank: 'needed' },
    });
  });

  test('enumerations keep their labels lazy', () => {
    const Status = models.TextChoices({ DRAFT: ['d', gettextLazy('draft')], LIVE: 'l' });
    expect(override('ko', () => [Status.labels, Status.label('d')])).toEqual([['초안', 'Live'], '초안']);
    expect(override('en', () => Status.label('d'))).toBe('draft');
    expectTypeOf(Status.DRAFT).toEqualTypeOf<'d'>();
  });
});
