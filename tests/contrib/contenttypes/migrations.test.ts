import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Project } from '../../db/migrations/project.ts';

vi.setConfig({ testTimeout: 120_000 });

let project: Project;

beforeEach(() => {
  project = new Project(['articles', 'jango/contrib/contenttypes', 'jango/contrib/auth']);
  project.models('export class Article extends models.Model {}\n');
});

afterEach(() => project.remove());

test('content types are made at each of their migrations, and go back and forth', async () => {
  await project.done('makemigrations', 'articles');
  const [first] = await project.allDone(['migrate', 'contenttypes', '0001'], ['migrate', 'auth', '0006']);
  expect(first).toContain('Applying contenttypes.0001_initial... OK');
  await project.allDone(['migrate'], ['migrate', 'contenttypes', '0001'], ['migrate']);
  expect(project.rows('SELECT app_label, model FROM django_content_type ORDER BY 1, 2')).toEqual([
    ['articles', 'article'],
    ['auth', 'group'],
    ['auth', 'permission'],
    ['auth', 'user'],
    ['contenttypes', 'contenttype'],
  ]);
});

test('migrations are applied in the order in which Django applies them', async () => {
  const output = await project.done('migrate', 'auth', '0006', '--plan');
  expect(output.match(/^\w+\.\d+/gm)).toEqual([
    'contenttypes.0001',
    'contenttypes.0002',
    ...['0001', '0002', '0003', '0004', '0005', '0006'].map((number) => `auth.${number}`),
  ]);
});

test('remove_stale_contenttypes deletes those of models that are gone, with what points at them', async () => {
  project.models('export class Article extends models.Model {}\nexport class Note extends models.Model {}\n');
  await project.done('makemigrations', 'articles');
  await project.done('migrate', '-v', '0');
  project.models('export class Article extends models.Model {}\n');
  await project.script(`import { ContentType } from 'jango/contrib/contenttypes';
export default async (answer) => {
  await ContentType.objects.create({ appLabel: 'gone', model: 'thing' });
  answer(1);
};
`);
  const stale = () =>
    project.rows(
      "SELECT app_label, model FROM django_content_type WHERE app_label IN ('articles', 'gone') ORDER BY 1, 2",
    );
  const asked = await project.manage(['remove_stale_contenttypes'], 'n\n');
  expect(asked.code).toBe(0);
  expect(asked.output).toContain(
    '    articles | note\n        4 of auth.Permission would be deleted with it\n',
  );
  expect(asked.output).toContain('Stale content types remain.\n');
  expect(stale()).toHaveLength(3);
  expect(await project.done('remove_stale_contenttypes', '--noinput')).toBe(
    "Deleting stale content type 'articles | note'\n",
  );
  expect(project.rows("SELECT COUNT(*) FROM auth_permission WHERE codename = 'add_note'")).toEqual([[0]]);
  expect(stale()).toEqual([
    ['articles', 'article'],
    ['gone', 'thing'],
  ]);
  expect(await project.done('remove_stale_contenttypes', '--noinput', '--include-stale-apps')).toBe(
    "Deleting stale content type 'gone | thing'\n",
  );
  expect(await project.done('remove_stale_contenttypes')).toBe('');
});
