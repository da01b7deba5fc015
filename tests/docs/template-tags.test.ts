import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { configure } from 'jango/conf';
import { Engine, LocmemLoader } from 'jango/template';
import { loadUrlconf } from 'jango/urls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { builtinLibraries, loadableLibraries } from '../../src/template/builtins.ts';
import { blocks, read, root } from './pages.ts';

const PAGES = ['template-tags.md', 'ko/template-tags.md'];
const folder = mkdtempSync(path.join(tmpdir(), 'jango-template-tags-'));
let context: Record<string, unknown>;

const templates = Object.fromEntries(
  blocks(PAGES[0]!)
    .filter(({ file }) => file?.startsWith('templates/'))
    .map(({ file, text }) => [file!.replace('templates/', ''), text.trimEnd()]),
);
const engine = new Engine({ loaders: [new LocmemLoader(templates)] });

beforeAll(async () => {
  const values = blocks(PAGES[0]!).find(({ file }) => file === 'values.ts')!;
  writeFileSync(path.join(folder, 'values.ts'), values.text);
  const module = await import(pathToFileURL(path.join(folder, 'values.ts')).href);
  context = module.values;
  const urls = path.join(root, 'src/urls/index.ts');
  writeFileSync(
    path.join(folder, 'urls.ts'),
    `import { include, path } from '${urls}';\nexport const urlpatterns = [path('articles/', include([[path('<int:pk>/', () => null, { name: 'detail' })], 'articles']))];\n`,
  );
  configure({
    BASE_DIR: folder,
    SECRET_KEY: 'x',
    TIME_ZONE: 'UTC',
    LANGUAGE_CODE: 'en',
    MEDIA_URL: '/media/',
    ROOT_URLCONF: 'urls.ts',
  });
  await loadUrlconf();
});
afterAll(() => rmSync(folder, { recursive: true }));

interface Row {
  readonly names: readonly string[];
  readonly example: string;
  /** Undefined where the page says it in words. */
  readonly output: string | undefined;
}

/** The rows of the tables with an example; a `|` in a cell is written `\|`. */
function rows(text: string): Row[] {
  return [...text.matchAll(/^\| (`.*) \|$/gm)].flatMap(([, line]) => {
    const cells = line!.split(/ (?<!\\)\| /).map((cell) => cell.replaceAll('\\|', '|'));
    if (cells.length !== 4) return [];
    const [names, example, output] = cells as [string, string, string];
    return [
      {
        names: names.match(/[^` ]+/g)!,
        example: /^`(.*)`$/.exec(example)![1]!,
        output: /^`(.*)`$/.exec(output)?.[1],
      },
    ];
  });
}

/** The tables of tags and those of filters. */
function halves(page: string): [tags: Row[], filters: Row[]] {
  const [tags, filters] = read(page).split(/^## (?:Filters|필터).*$/m);
  return [rows(tags!), rows(filters!)];
}

const render = async (source: string) => engine.fromString(source).render(engine.makeContext(context));

describe.each(PAGES)('%s', (page) => {
  const [tags, filters] = halves(page);
  const libraries = [...builtinLibraries, ...loadableLibraries.values()];

  test('has every tag and every filter, and none that there is not', () => {
    const names = (list: Row[]) => [...new Set(list.flatMap((row) => row.names))].sort();
    expect(names(tags)).toEqual([...new Set(libraries.flatMap(({ tags }) => [...tags.keys()]))].sort());
    expect(names(filters)).toEqual(
      [...new Set(libraries.flatMap(({ filters }) => [...filters.keys()]))].sort(),
    );
  });

  test.each([...tags, ...filters])('$example', async ({ example, output }) => {
    const printed = (await render(example)).replace(/\s*\n\s*/g, '').trim();
    if (output !== undefined) expect(printed).toBe(output);
  });

  test('says what the letters of dates print', async () => {
    const letters = [...read(page).matchAll(/^\| `(\w)` \| `([^`]*)` \| [^|]+ \|$/gm)];
    expect(letters.length).toBeGreaterThan(30);
    for (const [, letter, output] of letters) {
      expect([letter, await render(`{{ when|date:'${letter}' }}`)]).toEqual([letter, output]);
    }
  });
});
