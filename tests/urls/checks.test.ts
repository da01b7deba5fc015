import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { configure } from 'jango/conf';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pushOverride } from '../../src/conf/configure.ts';
import { checkErrorHandlers, checkNamespaces, checkUrlSettings, checkUrls } from '../../src/urls/checks.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'urls-'));
const urls = path.resolve(import.meta.dirname, '../../src/urls/index.ts');

beforeAll(() => configure({ SECRET_KEY: 'a key for tests', BASE_DIR: folder }));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
/** Run a check on a root URLconf of its own. */
async function found(source: string, check: () => unknown): Promise<string[]> {
  const file = `urls${count++}.ts`;
  writeFileSync(
    path.join(folder, file),
    `import { path, rePath, include } from ${JSON.stringify(urls)};\nconst view = () => null as never;\n${source}\n`,
  );
  const restore = pushOverride({ ROOT_URLCONF: file });
  try {
    return ((await check()) as { id?: string; message: string }[]).map(
      (finding) => `${finding.id} ${finding.message}`,
    );
  } finally {
    restore();
  }
}

test('a good URLconf has no findings', async () => {
  expect(await found(`export const urlpatterns = [path('', view, { name: 'index' })];`, checkUrls)).toEqual(
    [],
  );
});

test('routes, names and entries that cannot be meant are found', async () => {
  const findings = await found(
    `class Page {}
     export const urlpatterns = [
       path('/about/', view),
       path('a/', view, { name: 'blog:index' }),
       path('^b/$', view),
       path('c/<int:pk/', view),
       rePath('^d/$', include([])),
       path('e/', Page as never),
       ['f/', view],
       'g/',
     ] as never[];`,
    checkUrls,
  );
  expect(findings.map((finding) => finding.split(' ')[0])).toEqual([
    'urls.W002',
    'urls.W003',
    '2_0.W001',
    'urls.W010',
    'urls.W001',
    'urls.E009',
    'urls.E004',
    'urls.E004',
  ]);
  expect(findings[0]).toBe(
    "urls.W002 Your URL pattern '/about/' has a route beginning with a '/'. Remove this slash as it is unnecessary. If this pattern is targeted in an include(), ensure the include() pattern has a trailing '/'.",
  );
  expect(findings[7]).toBe(
    "urls.E004 Your URL pattern 'g/' is invalid. Ensure that urlpatterns is a list of path() and/or rePath() instances.",
  );
});

test('a namespace that two includes share is found', async () => {
  const source = `const app = { appName: 'shop', urlpatterns: [path('', view)] };
    export const urlpatterns = [path('a/', include(app)), path('b/', include(app)), path('c/', include(app, { namespace: 'c' }))];`;
  expect(await found(source, checkNamespaces)).toEqual([
    "urls.W005 URL namespace 'shop' isn't unique. You may not be able to reverse all URLs in this namespace",
  ]);
});

test('error handlers have to be views', async () => {
  const source = `export const urlpatterns = []; export const handler404 = (a, b, c) => a; export const handler500 = 'x';`;
  const findings = await found(source, checkErrorHandlers);
  expect(findings.map((finding) => finding.split(' ')[0])).toEqual(['urls.E007', 'urls.E008']);
});

test('STATIC_URL and MEDIA_URL end with a slash', () => {
  const restore = pushOverride({ STATIC_URL: '/static', MEDIA_URL: '/media/' });
  expect(checkUrlSettings().map((finding) => `${finding.id} ${finding.message}`)).toEqual([
    'urls.E006 The STATIC_URL setting must end with a slash.',
  ]);
  restore();
});
