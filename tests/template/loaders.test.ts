import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Engine, TemplateDoesNotExist } from 'jango/template';
import { afterAll, expect, test } from 'vitest';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jango-templates-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => fs.writeFileSync(path.join(folder, name), text);

test('a changed file is compiled again while debugging', async () => {
  write('a.html', 'one');
  const engine = new Engine({ dirs: [folder], debug: true });
  expect(engine.renderToString('a.html')).toBe('one');
  write('a.html', 'second');
  await new Promise((resolve) => setTimeout(resolve, 80));
  expect(engine.renderToString('a.html')).toBe('second');
});

test('names cannot lead out of the folder', () => {
  const engine = new Engine({ dirs: [path.join(folder, 'inner')] });
  for (const name of ['../a.html', '/etc/passwd', 'a\0b', '..']) {
    expect(() => engine.getTemplate(name)).toThrow(TemplateDoesNotExist);
  }
});

test('a template extends the one of the same name in the next folder', () => {
  fs.mkdirSync(path.join(folder, 'theme'));
  write('theme/page.html', '{% extends "page.html" %}{% block a %}theme {{ block.super }}{% endblock %}');
  write('page.html', '[{% block a %}base{% endblock %}]');
  const engine = new Engine({ dirs: [path.join(folder, 'theme'), folder] });
  expect(engine.renderToString('page.html')).toBe('[theme base]');
});
