import { configure } from 'jango/conf';
import * as forms from 'jango/forms';
import { expect, test } from 'vitest';

configure({ SECRET_KEY: 'test', BASE_DIR: import.meta.dirname });

class Everything extends forms.Form {
  text = forms.CharField({ maxLength: 5 });
  count = forms.IntegerField();
  day = forms.DateField();
  at = forms.TimeField();
  moment = forms.DateTimeField();
  address = forms.GenericIPAddressField();
  json = forms.JSONField();
  kind = forms.ChoiceField({ choices: [['a', 'A']] });
}

test.each([
  ['an object', '{"a": 1}'],
  ['an object whose text is none', '{"toString": 1, "valueOf": 2}'],
  ['an object with another prototype', '{"__proto__": {"x": 1}}'],
  ['lists in lists', `${'['.repeat(5000)}${']'.repeat(5000)}`],
])('a form takes what JSON says for wrong input: %s', async (_what, json) => {
  const value = JSON.parse(json) as never;
  const names = Object.keys(new Everything().fields);
  const form = new Everything(Object.fromEntries(names.map((name) => [name, value])) as never);
  expect(await form.isValid()).toBe(false);
  expect([...form.errors.keys()]).toEqual(names.filter((name) => name !== 'json'));
  expect(form.cleanedData.json).toBe(value);
});
