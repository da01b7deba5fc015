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
