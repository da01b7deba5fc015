import { afterEach, beforeEach, expect, test } from 'vitest';
import { Project } from './project.ts';

let project: Project;
beforeEach(() => {
  project = new Project();
});
afterEach(() => project.remove());

const MANAGERS = `
export class LiveManager<M extends models.Model> extends models.Manager<M> {
  override readonly useInMigrations = true;
  live() { return this.exclude({ id: 0 }); }
}
class Plain<M extends models.Model> extends models.Manager<M> {}
`;

const written = (name: string) =>
  new RegExp(`name: '${name}',[^]*?\\n    \\}\\),`)
    .exec(project.read('articles/migrations/0001_initial.ts'))![0]
    .match(/managers: .*,/)?.[0];

test('managers marked useInMigrations are written by the class that models.ts exports, those of abstract parents too', async () => {
  project.models(`${MANAGERS}
abstract class Base extends models.Model {
  static live = new LiveManager<any>();
  static meta: { abstract?: boolean } = { abstract: true };
}
export class Article extends Base {}
export class Story extends Article { static plain = new Plain<any>(); }
export class Note extends models.Model { static objects = new Plain<any>(); }
export class Seen extends models.Model { static objects = new Plain<any>(); static live = new LiveManager<any>(); }
export class People extends models.Model { static people = new Plain<any>(); }
`);
  await project.allDone(
    ['makemigrations', 'articles'],
    ['makemigrations', '--check'],
    ['migrate', 'articles'],
  );
  expect(written('Article')).toBe('managers: { live: new LiveManager() },');
  expect(written('Story')).toBe('managers: { plain: new models.Manager(), live: new LiveManager() },');
  expect(written('Note')).toBeUndefined();
  expect(written('Seen')).toBe('managers: { objects: new models.Manager(), live: new LiveManager() },');
  expect(written('People')).toBe('managers: { people: new models.Manager() },');
});

test('code of migrations has these managers, and a default one of another name as a plain one', async () => {
  project.models(`${MANAGERS}
export class Article extends models.Model { static people = new Plain<any>(); static live = new LiveManager<any>(); }
`);
  await project.done('makemigrations', 'articles');
  project.write(
    'articles/migrations/0002_code.ts',
    `import { defineMigration, operations } from 'jango/db/migrations';
export default defineMigration({
  dependencies: [['articles', '0001_initial']],
  operations: [operations.RunCode({ code: async (apps) => {
    const Article: any = apps.getModel('articles', 'Article');
    await Article.people.create({});
    console.log('found', await Article.live.live().count(), Article.live.model === Article, Article.people.live, Article.objects);
  } })],
});
`,
  );
  expect(await project.done('migrate', 'articles')).toContain('found 1 true undefined undefined');
});

test('a manager that nothing exports is refused, with what to write', async () => {
  project.models(`
class Hidden<M extends models.Model> extends models.Manager<M> { override readonly useInMigrations = true; }
export class Article extends models.Model { static objects = new Hidden<any>(); }
`);
  const { code, output } = await project.manage(['makemigrations', 'articles']);
  expect(code).not.toBe(0);
  expect(output).toContain(
    'managers.objects cannot be written into a migration: it is a manager of class Hidden.',
  );
  expect(output).toContain('export that from the module it is written in');
});

test('a user model of an app gets the manager of users, by its package', async () => {
  const users = new Project(['jango/contrib/contenttypes', 'jango/contrib/auth', 'people'], {
    settings: "AUTH_USER_MODEL: 'people.Person',",
  });
  users.write(
    'people/models.ts',
    `import { AbstractUser } from 'jango/contrib/auth';
export class Person extends AbstractUser {}
`,
  );
  await users.allDone(['makemigrations', 'people'], ['makemigrations', '--check'], ['migrate']);
  const text = users.read('people/migrations/0001_initial.ts');
  expect(text).toContain('managers: { objects: new UserManager() },');
  expect(text).toMatch(/import \{.*UserManager.*\} from 'jango\/contrib\/auth';/);
  users.remove();
});

test('an order that a child takes over from the table of its parent is not written for the child', async () => {
  project.models(`
export class Article extends models.Model { static meta: models.Meta<any> = { ordering: ['id'], getLatestBy: 'id' }; }
export class Story extends Article { static override meta: models.Meta<any> = { verboseName: 'tale' }; }
export class Tale extends Article { static override meta: models.Meta<any> = { ordering: ['-id'] }; }
`);
  await project.allDone(['makemigrations', 'articles'], ['makemigrations', '--check']);
  const text = project.read('articles/migrations/0001_initial.ts');
  expect(text.match(/options: .*/g)).toEqual([
    "options: { ordering: ['id'], getLatestBy: 'id' },",
    "options: { verboseName: 'tale' },",
    "options: { ordering: ['-id'] },",
  ]);
});
