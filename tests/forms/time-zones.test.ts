import * as forms from 'jango/forms';
import { expect, test } from 'vitest';
import { runWithLocaleState } from '../../src/utils/locale-state.ts';
import { configureForTests, withSettings } from '../support/override.ts';

class EventForm extends forms.Form {
  begin = forms.DateTimeField();
}
configureForTests();
const inChicago = <R>(run: () => R | PromiseLike<R>) =>
  withSettings({ USE_TZ: true, TIME_ZONE: 'America/Chicago' }, run);

test('a time without a zone is read in the current one', () =>
  inChicago(async () => {
    const form = new EventForm({ begin: '2024-07-01 12:00' });
    await form.isValid();
    expect(form.cleanedData.begin.toISOString()).toBe('2024-07-01T17:00:00.000Z');

    const seoul = new EventForm({ begin: '2024-07-01 12:00' });
    await runWithLocaleState({ timezone: 'Asia/Seoul' }, () => seoul.isValid());
    expect(seoul.cleanedData.begin.toISOString()).toBe('2024-07-01T03:00:00.000Z');
  }));

test('a time with a zone is what it says', () =>
  inChicago(async () => {
    const form = new EventForm({ begin: '2024-07-01T12:00:00+09:00' });
    await form.isValid();
    expect(form.cleanedData.begin.toISOString()).toBe('2024-07-01T03:00:00.000Z');
  }));

test('a moment is shown as clocks of the current zone show it', () =>
  inChicago(() => {
    const form = new EventForm(undefined, { initial: { begin: new Date('2024-07-01T17:00:00.123Z') } });
    expect(String(form.begin)).toContain('value="2024-07-01 12:00:00"');
  }));

test.each(['2024-03-10 02:30', '2024-11-03 01:30'])(
  'a time that clocks show never or twice is refused: %s',
  (begin) =>
    inChicago(async () => {
      const form = new EventForm({ begin });
      expect(await form.isValid()).toBe(false);
      expect(form.errors.getJsonData()).toEqual({
        begin: [
          {
            code: 'ambiguous_timezone',
            message: `${begin}:00 couldn’t be interpreted in time zone America/Chicago; it may be ambiguous or it may not exist.`,
          },
        ],
      });
    }),
);
