import { configure } from 'jango/conf';
import { clearScriptPrefix, setScriptPrefix } from 'jango/urls';
import { afterEach, expect, test } from 'vitest';
import { withSettings } from '../support/override.ts';
import { render } from './render.ts';

configure({ SECRET_KEY: 'a key for tests', BASE_DIR: '/nowhere' });
afterEach(clearScriptPrefix);

const urlOf = (path: string, base: string) =>
  withSettings({ STATIC_URL: base }, () => render(`{% load static %}{% static "${path}" %}`));

test('a STATIC_URL without a slash at its front is below where the site is mounted', async () => {
  expect(await urlOf('a b.css', 'static/')).toBe('/static/a%20b.css');
  setScriptPrefix('/shop/');
  expect(await urlOf('a.css', 'static/')).toBe('/shop/static/a.css');
  expect(await urlOf('a.css', 'https://cdn.example.com/')).toBe('https://cdn.example.com/a.css');
});

test('static addresses are joined as Python joins URLs', async () => {
  expect(await urlOf('../x.css', '/static/')).toBe('/x.css');
  expect(await urlOf('/x.css', 'https://cdn.example.com/static/')).toBe('https://cdn.example.com/x.css');
  expect(await urlOf('a//b', 'https://cdn.example.com')).toBe('https://cdn.example.com/a/b');
  expect(await urlOf('x', '/st at/')).toBe('/st%20at/x');
});
