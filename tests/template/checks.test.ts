import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { HttpResponse } from 'jango/http';
import { callCommand } from 'jango/management';
import { path as route } from 'jango/urls';
import { afterAll, expect, test } from 'vitest';
import { configureForTests, withSettings } from '../support/override.ts';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'jango-checks-'));
afterAll(() => fs.rmSync(folder, { recursive: true }));
configureForTests();

/** What `check --tag templates` says of a project with these templates. */
async function check(templates: Record<string, string>): Promise<string> {
  const templateFolder = fs.mkdtempSync(path.join(folder, 'project-'));
  for (const [name, text] of Object.entries(templates))
    fs.writeFileSync(path.join(templateFolder, name), text);
  let output = '';
  const stream = new Writable({
    write(chunk, _, done) {
      output += chunk;
      done();
    },
  });
  const urlpatterns = [route('a/', () => new HttpResponse(), { name: 'articles' })];
  const settings = {
    BASE_DIR: templateFolder,
    ROOT_URLCONF: { urlpatterns } as never,
    TEMPLATES: [{ BACKEND: 'jango/template' as const, DIRS: [templateFolder] }],
  };
  await withSettings(settings, () =>
    callCommand('check', [], { tag: ['templates'], stdout: stream, stderr: stream }),
  );
  return output;
}

test('every unknown tag and filter is listed with its line and the nearest name', async () => {
  const output = await check({
    'a.html':
      '{{ a|uper }}\n{% inclde "b.html" %}\n{% if a %}\n{% whith b=1 %}{{ b|lowr:2 }}{% endwhith %}{% endif %}',
  });
  expect(output).toContain("a.html:1: (templates.W006) Invalid filter: 'uper'. Did you mean 'upper'?");
  expect(output).toContain(
    "a.html:2: (templates.W006) Invalid block tag on line 2: 'inclde'. Did you mean 'include'?",
  );
  expect(output).toContain("a.html:4: (templates.W006) Invalid block tag on line 4: 'whith', expected");
  expect(output).toContain("Did you mean 'with'?");
  expect(output).toContain("a.html:4: (templates.W006) Invalid filter: 'lowr'. Did you mean 'lower'?");
  expect(output).not.toContain('endwhith');
  expect(output).toContain('4 issues');
});

test('missing templates and URLs are listed with their line, at any depth', async () => {
  const output = await check({
    'base.html': 'base',
    'page.html':
      '{% extends "bse.html" %}\n{% block a %}\n{% for a in b %}{% if a %}{% include "./bas.html" %}{% endif %}\n{% url "articels" %}{% endfor %}{% endblock %}',
    'good.html': '{% include name %}{% include "base.html" %}{% url "articles" %}{% url view %}',
  });
  expect(output).toContain(
    "page.html:1: (templates.W007) The template 'bse.html', which is extended here, does not exist.\n\tHINT: Did you mean 'base.html'?",
  );
  expect(output).toContain(
    "page.html:3: (templates.W007) The template 'bas.html', which is included here, does not exist.",
  );
  expect(output).toMatch(/page\.html:4: \(templates\.W008\) .*articels.*Did you mean 'articles'\?/);
  expect(output).not.toContain('good.html');
});

test('unknown libraries, tags that are not closed, and tags closed in the wrong order have their line', async () => {
  const output = await check({
    'a.html': '\n{% load humanise %}',
    'b.txt': 'x\n{% with a=b %}',
    'c.html': '{% if a %}\n{% for b in c %}\n{% endif %}',
  });
  expect(output).toContain(
    "a.html:2: (templates.W006) 'humanise' is not a registered tag library. Did you mean 'humanize'?",
  );
  expect(output).toContain(
    "b.txt:2: (templates.W006) Unclosed tag on line 2: 'with'. Looking for one of: endwith.",
  );
  expect(output).toContain(
    "c.html:3: (templates.W006) Invalid block tag on line 3: 'endif', expected 'empty' or 'endfor' for 'for', opened on line 2. Close 'for' first.",
  );
});
