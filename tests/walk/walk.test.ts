/**
 * A new user's first day: from an empty folder to a running, migrated, administered site, through the real commands, the code
 * of the tutorial and a real browser. The steps depend on each other, so they run in order and stop at the first that fails.
 */
import { once } from 'node:events';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { executable, openBrowser } from './browser.ts';
import { freePort, Project, tarball } from './project.ts';
import { Terminal } from './terminal.ts';
import { copyFrom, pages, shownCommands, shownFiles } from './tutorial.ts';

const project = new Project();
const times: [step: string, ms: number][] = [];
let server: Terminal | undefined;
let base = '';
let browser: Browser | undefined;
let page: Page;

/** A step of the walk; its time is printed at the end. */
function step(name: string, body: () => Promise<void>): void {
  test(name, async () => {
    const start = performance.now();
    await body();
    times.push([name, performance.now() - start]);
  });
}

/** GET without a browser. */
async function get(
  path: string,
  init?: RequestInit,
): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(base + path, { redirect: 'manual', ...init });
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** Wait until a page answers as wanted: the server has reloaded. @returns the milliseconds it took. */
async function until(
  path: string,
  wanted: (answer: { status: number; text: string }) => boolean,
): Promise<number> {
  const start = performance.now();
  let last: { status: number; text: string } | undefined;
  while (performance.now() - start < 15_000) {
    try {
      last = await get(path);
      if (wanted(last)) return performance.now() - start;
    } catch {
      // The server is between two lives.
    }
    await sleep(10);
  }
  throw new Error(
    `${path} did not change as expected; it says ${last?.status}:\n${last?.text.slice(0, 2000)}\n${server?.output}`,
  );
}

async function startServer(): Promise<number> {
  const port = await freePort();
  base = `http://127.0.0.1:${port}`;
  const start = performance.now();
  server = project.terminal(`runserver 127.0.0.1:${port}`);
  await server.expect(base);
  await until('/', () => true);
  return performance.now() - start;
}

async function stopServer(): Promise<void> {
  server?.press('C');
  await server?.finished();
  server = undefined;
}

beforeAll(async () => {
  const packed = tarball();
  const installed = await project.npm('install', packed);
  expect(installed.code, installed.output).toBe(0);
  if (executable !== undefined) browser = await openBrowser();
  page = (await browser?.newPage())!;
});

afterAll(async () => {
  server?.kill();
  await browser?.close();
  if (process.env['KEEP_WALK'] === undefined) project.remove();
  const width = Math.max(0, ...times.map(([name]) => name.length));
  const lines = times.map(([name, ms]) => `  ${name.padEnd(width)}  ${(ms / 1000).toFixed(2).padStart(6)} s`);
  process.stdout.write(`\nThe walk on Node ${process.version}\n${lines.join('\n')}\n`);
});

test('a browser is on this machine', () => {
  expect(executable, 'no Chromium: install the package chromium, or name one with CHROMIUM').toBeDefined();
});

step('1. startproject makes a typed project and adds to the package.json that is there', async () => {
  project.edit('package.json', '{', '{\n  "description": "kept",');
  const { code, output } = await project.npx('jango', 'startproject', 'firstpjt', '.');
  expect(code, output).toBe(0);
  for (const name of [
    'manage.js',
    'tsconfig.json',
    '.gitignore',
    'firstpjt/settings.ts',
    'firstpjt/urls.ts',
    'firstpjt/server.ts',
  ]) {
    expect(project.has(name), name).toBe(true);
  }
  const manifest = JSON.parse(project.read('package.json'));
  expect(manifest.description).toBe('kept');
  expect(manifest.dependencies.jango).toMatch(/^file:/);
  const versions = Object.entries<string>({ ...manifest.dependencies, ...manifest.devDependencies });
  for (const [name, version] of versions)
    if (name !== 'jango') expect(version, name).toMatch(/^\d+\.\d+\.\d+$/);
  expect(project.read('.gitignore')).toMatch(/node_modules[\s\S]*db\.sqlite3/);
});

step('1. startproject refuses bad and taken names with the reason', async () => {
  const bad = await project.npx('jango', 'startproject', 'first-pjt', 'other');
  expect(bad.code).not.toBe(0);
  expect(bad.output).toContain("'first-pjt' is not a valid project name");
  const taken = await project.npx('jango', 'startproject', 'http', 'other');
  expect(taken.code).not.toBe(0);
  expect(taken.output).toMatch(/'http' conflicts with the name of an existing/);
  const again = await project.npx('jango', 'startproject', 'firstpjt', '.');
  expect(again.code).not.toBe(0);
  expect(again.output).toContain('manage.js');
  expect(project.has('other')).toBe(false);
});

step('1. npm install brings what the project names', async () => {
  const { code, output } = await project.npm('install');
  expect(code, output).toBe(0);
});

step(
  '1. a misspelt setting and a wrong type do not compile; a missing one is an error at start',
  async () => {
    const settings = project.read('firstpjt/settings.ts');
    expect(await project.typeErrors()).toBe('');
    project.edit('firstpjt/settings.ts', /(\n\s*)DEBUG: true/, '$1DEBUGG: true');
    expect(await project.typeErrors()).toContain('DEBUGG');
    project.write('firstpjt/settings.ts', settings.replace('DEBUG: true', "DEBUG: 'yes'"));
    expect(await project.typeErrors()).toMatch(/settings\.ts.*boolean/s);
    project.write('firstpjt/settings.ts', settings.replace(/SECRET_KEY:.*\n/, ''));
    const { code, output } = await project.manage(['check']);
    expect(code).not.toBe(0);
    expect(output).toContain('SECRET_KEY');
    project.write('firstpjt/settings.ts', `throw new Error('broken on purpose');\n${settings}`);
    const broken = await project.manage(['check']);
    expect(broken.code).not.toBe(0);
    expect(broken.output).toMatch(
      /firstpjt\/settings\.ts.*broken on purpose|broken on purpose.*firstpjt\/settings\.ts/s,
    );
    project.write('firstpjt/settings.ts', settings);
  },
);

step('2. runserver greets, counts unapplied migrations and says where it listens', async () => {
  const ready = await startServer();
  times.push(['   (runserver ready, first page answered)', ready]);
  expect(server!.output).toContain('System check identified no issues');
  expect(server!.output).toMatch(/You have \d+ unapplied migration\(s\)/);
  expect(server!.output).toContain('Quit the server with CONTROL-C');
  const welcome = await get('/');
  expect(welcome.status).toBe(200);
  await page.goto(base);
  expect(await page.title()).toMatch(/running|works|install/i);
});

step('2. a busy port is said, with the next one as a suggestion', async () => {
  const blocker = createServer().listen(0, '127.0.0.1');
  await once(blocker, 'listening');
  const { port } = blocker.address() as { port: number };
  const { code, output } = await project.manage(['runserver', String(port)]);
  blocker.close();
  expect(code).not.toBe(0);
  expect(output).toMatch(/port is already in use/i);
  expect(output).toMatch(/runserver .*\d{4,5}/);
});

step('3. startapp makes an app; a name that is not installed or does not exist is explained', async () => {
  const { code, output } = await project.manage(['startapp', 'articles']);
  expect(code, output).toBe(0);
  expect(readdirSync(project.path('articles')).sort()).toEqual(
    ['admin.ts', 'apps.ts', 'migrations', 'models.ts', 'tests.ts', 'views.ts'].sort(),
  );
  const early = await project.manage(['makemigrations', 'articles']);
  expect(early.code).not.toBe(0);
  expect(early.output).toMatch(/articles.*INSTALLED_APPS/s);
  const settings = project.read('firstpjt/settings.ts');
  project.edit('firstpjt/settings.ts', /INSTALLED_APPS: \[/, "INSTALLED_APPS: [\n    'artcles',");
  const misspelt = await project.manage(['check']);
  expect(misspelt.code).not.toBe(0);
  expect(misspelt.output).toMatch(/artcles/);
  expect(misspelt.output).toMatch(/Did you mean 'articles'/);
  project.write('firstpjt/settings.ts', settings);
  project.edit('firstpjt/settings.ts', /INSTALLED_APPS: \[/, "INSTALLED_APPS: [\n    'articles',");
});

step('4. URLs lead to views; the slash is appended; the 404 page lists the patterns', async () => {
  copyFrom('02-urls-and-views.md', project.folder);
  await until('/articles/', ({ text }) => text === 'Hello from the articles app');
  expect((await get('/articles/7/')).text).toBe('This is number 7');
  const redirected = await get('/articles/7');
  expect([redirected.status, redirected.headers.get('location')]).toEqual([301, '/articles/7/']);
  const missing = await get('/articles/seven/', { headers: { accept: 'text/html' } });
  expect(missing.status).toBe(404);
  expect(missing.text).toContain('articles/');
  expect(missing.text).toContain('&lt;int:num&gt;/');
  expect(await project.typeErrors()).toBe('');
  const views = project.read('articles/views.ts');
  project.write('articles/views.ts', views.replace('num: number', 'num: string'));
  expect(await project.typeErrors()).toContain('articles/urls.ts');
  project.write('articles/views.ts', views);
});

step('2. a save reloads in under a second; a syntax error prints and recovers', async () => {
  const views = project.read('articles/views.ts');
  project.write('articles/views.ts', views.replace('Hello from', 'Greetings from'));
  const reload = await until('/articles/', ({ text }) => text.startsWith('Greetings'));
  times.push(['   (reload after a save)', reload]);
  project.write('articles/views.ts', `${views}\nexport function broken( {\n`);
  await server!.expect('articles/views.ts');
  project.write('articles/views.ts', views);
  await until('/articles/', ({ text }) => text.startsWith('Hello'));
});

step(
  '5. templates inherit, loop, branch and escape; a change shows at once; a mistake shows its line',
  async () => {
    project.edit('firstpjt/settings.ts', 'DIRS: []', "DIRS: [join(BASE_DIR, 'templates')]");
    copyFrom('03-templates.md', project.folder);
    await until('/articles/dinner/', ({ status }) => status === 200);
    const { text } = await get('/articles/dinner/');
    expect(text).toContain('<h1>Tonight: BIBIMBAP</h1>');
    expect(text).toContain('It costs nothing.');
    expect(text.replace(/\s+/g, ' ')).toContain('1. bibimbap (this one)');
    expect(text).toContain('&lt;b&gt;soup&lt;/b&gt;');
    expect(text).toContain('(the last)');
    expect(text).toContain('3 dishes');
    expect(text).toContain('<a href="/articles/">All articles</a>');
    expect(text).toContain('/static/articles/style.css');
    expect(text).toContain(String(new Date().getFullYear()));
    expect(text).not.toContain('A comment');
    expect((await get('/static/articles/style.css')).status).toBe(200);
    const name = 'articles/templates/articles/dinner.html';
    const dinner = project.read(name);
    project.write(name, dinner.replace('Tonight', 'This evening'));
    times.push([
      '   (a template shown after a save)',
      await until('/articles/dinner/', (answer) => answer.text.includes('This evening')),
    ]);
    project.write(name, dinner.replace('{% endfor %}', ''));
    await until('/articles/dinner/', ({ status }) => status === 500);
    const broken = (await get('/articles/dinner/', { headers: { accept: 'text/html' } })).text;
    expect(broken).toContain('dinner.html');
    expect(broken).toMatch(/expected &#x27;endfor&#x27; for &#x27;for&#x27;, opened on line 12/);
    project.write(name, dinner);
    await until('/articles/dinner/', ({ status }) => status === 200);
  },
);

step('6. a GET form sends what has a name', async () => {
  copyFrom('04-get-form.md', project.folder);
  await until('/throw/', ({ status }) => status === 200);
  await page.goto(`${base}/throw/`);
  await page.fill('input[name=message]', 'hello & goodbye');
  await page.click('button');
  expect(page.url()).toBe(`${base}/catch/?message=hello+%26+goodbye`);
  expect(await page.textContent('strong')).toBe('hello & goodbye');
});

step('7. a CharField without maxLength is a compile error and a system check', async () => {
  const model = shownFiles('05-models.md')[0]!;
  project.write('articles/models.ts', model.text.replace('{ maxLength: 10 }', ''));
  expect(await project.typeErrors()).toContain('articles/models.ts');
  const { code, output } = await project.manage(['check']);
  expect(code).not.toBe(0);
  expect(output).toContain('fields.E120');
  copyFrom('05-models.md', project.folder);
});

step('8. makemigrations and migrate make the tables with the names that Django gives', async () => {
  const made = await project.manage(['makemigrations']);
  expect(made.code, made.output).toBe(0);
  expect(made.output).toContain('0001_initial.ts');
  expect(project.read('articles/migrations/0001_initial.ts')).toContain("name: 'Article'");
  const sql = await project.manage(['sqlmigrate', 'articles', '0001']);
  expect(sql.output).toContain(
    'CREATE TABLE "articles_article" ("id" integer NOT NULL PRIMARY KEY AUTOINCREMENT',
  );
  const before = await project.manage(['showmigrations', 'articles']);
  expect(before.output).toContain('[ ] 0001_initial');
  const migrated = await project.manage(['migrate']);
  expect(migrated.code, migrated.output).toBe(0);
  expect(migrated.output).toMatch(/Applying articles\.0001_initial\.\.\. OK/);
  expect(migrated.output).toMatch(/Applying auth\.0012_alter_user_first_name_max_length\.\.\. OK/);
  expect((await project.manage(['showmigrations', 'articles'])).output).toContain('[X] 0001_initial');
  expect((await project.manage(['makemigrations'])).output).toContain('No changes detected');
  expect(await project.typeErrors()).toBe('');
});

step('8. deleting the migrations and the database and starting over works', async () => {
  await stopServer();
  for (const name of readdirSync(project.folder))
    if (name.startsWith('db.sqlite3')) rmSync(project.path(name));
  rmSync(project.path('articles/migrations/0001_initial.ts'));
  expect((await project.manage(['makemigrations'])).code).toBe(0);
  expect((await project.manage(['migrate'])).code).toBe(0);
});

step('11. shell_plus: three ways to create, read, update, delete', async () => {
  const shell = project.terminal('shell_plus --print-sql');
  await shell.expect('>');
  const say = async (line: string, wanted: string | RegExp) => {
    shell.type(line);
    await shell.expect(wanted);
  };
  await say('article = new Article()', /<Article/);
  shell.type("article.title = 'first'; article.content = 'Hello'");
  await say('article.pk', 'null');
  await say('await article.save()', 'INSERT INTO "articles_article"');
  await say('article.pk', /\b1\b/);
  await say("article = new Article({ title: 'second', content: 'Hello again' })", '<Article: second>');
  shell.type('await article.save()');
  await say("await Article.objects.create({ title: 'third', content: 'One line' })", '<Article: third>');
  await say('Article.objects.all()', '<QuerySet [<Article: first>, <Article: second>, <Article: third>]>');
  await say('Article.objects.get({ pk: 1 })', '<Article: first>');
  await say(
    "Article.objects.filter({ content__contains: 'Hello' })",
    '<QuerySet [<Article: first>, <Article: second>]>',
  );
  await say('Article.objects.get({ pk: 100 })', /DoesNotExist.*Article matching query does not exist/);
  await say("Article.objects.get({ content__contains: 'Hello' })", /MultipleObjectsReturned/);
  shell.type("article = await Article.objects.get({ pk: 1 }); article.title = 'changed'");
  await say('await article.save()', 'UPDATE "articles_article"');
  shell.type('article = await Article.objects.get({ pk: 3 })');
  await say('await article.delete()', "'articles.Article': 1");
  await say("(await Article.objects.create({ title: 'fourth', content: 'x' })).pk", /\b4\b/);
  await say('[typeof settings.DEBUG, typeof Q, typeof F, typeof Count, typeof timezone.now]', 'boolean');
  shell.type('.exit');
  expect((await shell.finished()).code).toBe(0);
  const once = await project.manage(['shell', '-c', 'console.log(await Article.objects.count())']);
  expect(once.output).toMatch(/^3$/m);
});

step('8. a new column that may not be empty asks for a value for the old rows, and keeps them', async () => {
  copyFrom('07-changing-a-model.md', project.folder);
  const ask = project.terminal('makemigrations');
  await ask.expect("'createdAt'");
  await ask.expect('Select an option');
  ask.type('1');
  await ask.expect('timezone.now');
  await ask.expect(/>>> ?$/);
  ask.type('');
  const made = await ask.finished();
  expect(made.code, made.output).toBe(0);
  const name = 'articles/migrations/0002_article_created_at_article_updated_at.ts';
  expect(made.output).toContain('0002_article_created_at_article_updated_at');
  expect(project.read(name)).toMatch(/dependencies: \[.*'articles'.*'0001_initial'/s);
  expect((await project.manage(['migrate'])).code).toBe(0);
  const rows = await project.manage([
    'shell',
    '-c',
    "for (const a of await Article.objects.orderBy('pk')) console.log(a.pk, a.title, a.createdAt instanceof Date)",
  ]);
  expect(rows.output).toMatch(/1 changed true\n2 second true\n4 fourth true/);
  expect(await project.typeErrors()).toBe('');
});

step('8. quitting the question changes nothing, and --noinput never hangs', async () => {
  const models = project.read('articles/models.ts');
  project.write(
    'articles/models.ts',
    models.replace('  static objects', '  rating = models.IntegerField();\n\n  static objects'),
  );
  const ask = project.terminal('makemigrations');
  await ask.expect('Select an option');
  ask.type('2');
  await ask.finished();
  const silent = await project.manage(['makemigrations', '--noinput']);
  expect(silent.code).toBe(3);
  expect(silent.output).toContain('rating');
  expect(readdirSync(project.path('articles/migrations')).filter((name) => name.startsWith('0003'))).toEqual(
    [],
  );
  project.write('articles/models.ts', models);
});

step('9. createsuperuser asks, hides the password, judges it, and works without asking', async () => {
  const ask = project.terminal('createsuperuser');
  await ask.expect('Username');
  ask.type('admin');
  await ask.expect('Email address');
  ask.type('admin@example.com');
  await ask.expect('Password:');
  ask.type('1234');
  await ask.expect('Password (again):');
  ask.type('1234');
  const judged = await ask.expect('Bypass password validation and create user anyway? [y/N]');
  expect(judged).not.toContain('1234\r');
  expect(judged).toMatch(/too short/);
  expect(judged).toMatch(/too common/);
  expect(judged).toMatch(/entirely numeric/);
  ask.type('n');
  await ask.expect('Password:');
  ask.type('a-Long-enough-1');
  await ask.expect('Password (again):');
  ask.type('a-Long-enough-1');
  await ask.expect('Superuser created successfully.');
  expect((await ask.finished()).code).toBe(0);
  const noinput = await project.manage(['createsuperuser', '--noinput'], {
    env: {
      DJANGO_SUPERUSER_USERNAME: 'second',
      DJANGO_SUPERUSER_EMAIL: 'second@example.com',
      DJANGO_SUPERUSER_PASSWORD: 'another-Long-1',
    },
  });
  expect(noinput.code, noinput.output).toBe(0);
  const hashes = await project.manage([
    'shell',
    '-c',
    'for (const u of await User.objects.all()) console.log(u.password)',
  ]);
  expect(hashes.output.match(/^pbkdf2_sha256\$1000000\$\w+\$[\w+/]+=$/gm)).toHaveLength(2);
});

step('10. the admin: log in, list, add, change, delete with confirmation', async () => {
  copyFrom('08-admin.md', project.folder, (_, index) => index === 0);
  await startServer();
  await page.goto(`${base}/admin/`);
  await page.fill('input[name=username]', 'admin');
  await page.fill('input[name=password]', 'wrong');
  await page.click('[type=submit]');
  expect(await page.textContent('body')).toMatch(/correct username and password/);
  await page.fill('input[name=username]', 'admin');
  await page.fill('input[name=password]', 'a-Long-enough-1');
  await page.click('[type=submit]');
  await page.waitForURL(`${base}/admin/`);
  await page.click('a[href="/admin/articles/article/"]');
  const list = await page.textContent('main, #content, body');
  for (const title of ['changed', 'second', 'fourth']) expect(list).toContain(title);
  await page.goto(`${base}/admin/articles/article/add/`);
  const asked = await page.$$eval('form [name]', (inputs) =>
    inputs.map((input) => input.getAttribute('name')),
  );
  expect(
    asked.filter((name) => name !== null && !name.startsWith('_') && name !== 'csrfmiddlewaretoken'),
  ).toEqual(['title', 'content']);
  await page.fill('[name=title]', 'by admin');
  await page.fill('[name=content]', 'Written in the admin');
  await page.click('[name=_save]');
  expect(await page.textContent('body')).toMatch(/was added successfully/);
  await page.click('text=by admin >> nth=-1');
  await page.fill('[name=title]', 'better');
  await page.click('[name=_save]');
  expect(await page.textContent('body')).toMatch(/was changed successfully/);
  await page.click('text=better >> nth=-1');
  await page.click('a[href$="/delete/"]');
  expect(await page.textContent('body')).toMatch(/Are you sure/);
  await page.click('[type=submit]:visible >> nth=-1');
  expect(await page.textContent('body')).toMatch(/was deleted successfully/);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${base}/admin/articles/article/`);
  const overflow = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(overflow).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 1280, height: 800 });
  copyFrom('08-admin.md', project.folder, (_, index) => index === 1);
  await until('/articles/', ({ status }) => status === 200);
  expect(await project.typeErrors()).toBe('');
  const admin = project.read('articles/admin.ts');
  project.write('articles/admin.ts', admin.replace("'title', 'createdAt'", "'titel', 'createdAt'"));
  expect(await project.typeErrors()).toContain('articles/admin.ts');
  project.write('articles/admin.ts', admin);
});

step('12. the site: list, create, detail, update, delete, messages, 404, CSRF', async () => {
  copyFrom('09-crud.md', project.folder);
  await until('/articles/', ({ text }) => text.includes('New article'));
  expect(await project.typeErrors()).toBe('');
  await page.goto(`${base}/articles/`);
  await page.click('text=New article');
  await page.fill('[name=title]', 'sixth');
  await page.fill('[name=content]', 'Line one\nLine two <script>');
  await page.click('button');
  expect(page.url()).toMatch(/\/articles\/\d+\/$/);
  expect(await page.textContent('.messages')).toContain('The article was written.');
  expect(await page.innerHTML('p >> nth=0')).toContain('&lt;script&gt;');
  await page.reload();
  expect(await page.$('.messages')).toBeNull();
  const detail = page.url();
  await page.click('a:text-is("Change")');
  expect(await page.inputValue('[name=title]')).toBe('sixth');
  await page.fill('[name=title]', 'improved');
  await page.click('button');
  expect(page.url()).toBe(detail);
  expect(await page.textContent('h1')).toBe('improved');
  await page.click('button');
  expect(page.url()).toBe(`${base}/articles/`);
  expect(await page.textContent('.messages')).toContain('The article was deleted.');
  expect((await get(new URL(detail).pathname)).status).toBe(404);
  expect((await get('/articles/2/delete/')).status).toBe(405);
  const refused = await get('/articles/create/', {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' },
    body: 'title=x&content=y',
  });
  expect(refused.status).toBe(403);
  expect(refused.text).toContain('CSRF');
  expect(refused.text).toContain('{% csrf_token %}');
  await stopServer();
});

step('13. check finds seeded mistakes, each with its number and a hint', async () => {
  const kept = Object.fromEntries(
    ['articles/models.ts', 'articles/urls.ts', 'firstpjt/settings.ts'].map((name) => [
      name,
      project.read(name),
    ]),
  );
  project.edit(
    'articles/models.ts',
    '  static objects',
    `  nothing = models.CharField({ maxLength: 0 });
  writer = models.ForeignKey('auth.User', { onDelete: models.CASCADE, related_name: 'x' } as never);
  editor = models.ForeignKey('auth.User', { onDelete: models.CASCADE });
  static objects`,
  );
  project.edit('articles/urls.ts', "path('create/'", "path('/create/'");
  project.edit(
    'firstpjt/settings.ts',
    "DIRS: [join(BASE_DIR, 'templates')",
    "DIRS: [join(BASE_DIR, 'tmeplates')",
  );
  const option = await project.manage(['check']);
  expect(option.code).not.toBe(0);
  expect(option.output).toContain('relatedName');
  project.edit('articles/models.ts', ", related_name: 'x' } as never", ' }');
  const { code, output } = await project.manage(['check']);
  expect(code).not.toBe(0);
  for (const id of ['fields.E121', 'fields.E304', 'urls.W002', 'templates.']) expect(output).toContain(id);
  expect(output.match(/HINT: /g)!.length).toBeGreaterThanOrEqual(3);
  expect(output).toMatch(/System check identified \d+ issues/);
  for (const [name, text] of Object.entries(kept)) project.write(name, text);
  expect((await project.manage(['check'])).output).toContain('System check identified no issues');
});

step('14. test runs the tests of the app on a database of their own', async () => {
  copyFrom('10-checks-and-tests.md', project.folder);
  const passed = await project.manage(['test']);
  expect(passed.code, passed.output).toBe(0);
  expect(passed.output).toMatch(/4/);
  project.edit(
    'articles/tests.ts',
    "assertContains(response, 'first')",
    "assertContains(response, 'nowhere')",
  );
  const failed = await project.manage(['test']);
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain('testTheListShowsWhatWasWritten');
  expect(failed.output).toContain('nowhere');
  const count = await project.manage(['shell', '-c', 'console.log(await Article.objects.count())']);
  expect(count.output).toMatch(/^3$/m);
  expect(await project.typeErrors()).toBe('');
});

step('8. a migration that fails half way is rolled back whole and says where', async () => {
  const name = 'articles/migrations/0003_fails.ts';
  project.write(
    name,
    `import { defineMigration, fields, operations } from 'jango/db/migrations';

export default defineMigration({
  dependencies: [['articles', '0002_article_created_at_article_updated_at']],
  operations: [
    operations.AddField({ modelName: 'Article', name: 'extra', field: fields.IntegerField({ default: 1 }) }),
    operations.RunSQL({ sql: 'INSERT INTO nowhere VALUES (1)' }),
  ],
});
`,
  );
  const failed = await project.manage(['migrate']);
  expect(failed.code).not.toBe(0);
  expect(failed.output).toContain('0003_fails');
  expect(failed.output).toContain('nowhere');
  expect((await project.manage(['showmigrations', 'articles'])).output).toContain('[ ] 0003_fails');
  rmSync(project.path(name));
  const rows = await project.manage(['shell', '-c', 'console.log(await Article.objects.count())']);
  expect(rows.output).toMatch(/^3$/m);
});

step('a model module with a syntax error is named', async () => {
  const models = project.read('articles/models.ts');
  project.write('articles/models.ts', `${models}\nexport class {`);
  const { code, output } = await project.manage(['check']);
  expect(code).not.toBe(0);
  expect(output).toContain('articles/models.ts');
  project.write('articles/models.ts', models);
});

step('the production server serves the site without DEBUG and stops when told', async () => {
  const port = await freePort();
  project.edit('firstpjt/settings.ts', 'DEBUG: true', 'DEBUG: false');
  project.edit('firstpjt/settings.ts', 'ALLOWED_HOSTS: []', "ALLOWED_HOSTS: ['127.0.0.1']");
  base = `http://127.0.0.1:${port}`;
  server = new Terminal('npm start', { cwd: project.folder, env: { PORT: String(port), HOST: '127.0.0.1' } });
  await until('/articles/', ({ status }) => status === 200);
  const missing = await get('/nothing/');
  expect(missing.status).toBe(404);
  expect(missing.text).not.toContain('articles/');
  await stopServer();
});

test('the Korean tutorial shows the same files and commands', () => {
  if (!existsSync(new URL('../../docs/ko/tutorial/index.md', import.meta.url)))
    throw new Error('docs/ko/tutorial is missing');
  expect(pages('ko')).toEqual(pages());
  for (const name of pages()) {
    expect(shownFiles(name, 'ko'), name).toEqual(shownFiles(name));
    expect(shownCommands(name, 'ko'), name).toEqual(shownCommands(name));
  }
});
