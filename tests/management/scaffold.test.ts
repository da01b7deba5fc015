import { describe, expect, test } from 'vitest';
import { mergeGitignore } from '../../src/management/scaffold/gitignore.ts';
import { mergeManifest } from '../../src/management/scaffold/manifest.ts';
import { skeletonFiles } from '../../src/management/scaffold/skeleton.ts';
import { validateName } from '../../src/management/scaffold/validate-name.ts';

const needs = {
  name: 'mysite',
  scripts: { test: 'node manage.js test', start: 'node server' },
  dependencies: { jango: '1.2.3' },
  devDependencies: { typescript: '7.0.2' },
};

describe('names', () => {
  test('a name that is no identifier is refused, with one that would do', () => {
    expect(() => validateName('first-pjt', 'project', '/')).toThrow(
      "'first-pjt' is not a valid project name. Please make sure the name is a valid identifier. For example: first_pjt.",
    );
    expect(() => validateName('2fast', 'app', '/')).toThrow("'2fast' is not a valid app name.");
    expect(() => validateName('class', 'app', '/')).toThrow('is not a valid app name');
  });

  test('a name that a module or a package has already is refused', () => {
    expect(() => validateName('http', 'project', '/')).toThrow(
      "'http' conflicts with the name of an existing Node.js module and cannot be used as a project name. Please try another name.",
    );
    expect(() => validateName('jango', 'app', '/')).toThrow('cannot be used as an app name');
    expect(() => validateName('vitest', 'app', process.cwd())).toThrow('an existing package');
  });

  test('identifiers of any script are fine', () => {
    expect(() => validateName('게시판', 'app', '/')).not.toThrow();
    expect(() => validateName('first_pjt', 'project', '/')).not.toThrow();
  });
});

describe('package.json', () => {
  test('a new one has exact versions and says that files are ES modules', () => {
    expect(JSON.parse(mergeManifest(undefined, needs))).toEqual({
      name: 'mysite',
      version: '0.1.0',
      private: true,
      type: 'module',
      scripts: needs.scripts,
      dependencies: { jango: '1.2.3' },
      devDependencies: { typescript: '7.0.2' },
    });
  });

  test('one that is there loses nothing, and keeps its indent', () => {
    const before = `{\n    "name": "shop",\n    "scripts": { "test": "vitest" },\n    "dependencies": { "zod": "^4.0.0", "jango": "file:../jango.tgz" }\n}\n`;
    const after = mergeManifest(before, needs);
    expect(JSON.parse(after)).toEqual({
      name: 'shop',
      scripts: { test: 'vitest', start: 'node server' },
      dependencies: { jango: 'file:../jango.tgz', zod: '^4.0.0' },
      type: 'module',
      devDependencies: { typescript: '7.0.2' },
    });
    expect(after).toContain('\n    "name": "shop"');
  });

  test('the range that `npm install jango` writes becomes the exact version', () => {
    const after = mergeManifest('{ "dependencies": { "jango": "^1.2.0" } }', needs);
    expect(JSON.parse(after).dependencies).toEqual({ jango: '1.2.3' });
  });

  test("npm's placeholder gives way to the real test command", () => {
    const before = JSON.stringify({ scripts: { test: 'echo "Error: no test specified" && exit 1' } });
    expect(JSON.parse(mergeManifest(before, needs)).scripts.test).toBe('node manage.js test');
  });

  test('a package that is a dependency already is not a development dependency, too', () => {
    const after = JSON.parse(mergeManifest('{ "dependencies": { "typescript": "7.1.0" } }', needs));
    expect(after.devDependencies).toEqual({});
  });
});

describe('.gitignore', () => {
  test('only lines that are missing are added, at the end', () => {
    expect(mergeGitignore('dist\n/node_modules', 'node_modules/\ndb.sqlite3\n')).toBe(
      'dist\n/node_modules\ndb.sqlite3\n',
    );
    expect(mergeGitignore('node_modules\n', 'node_modules/\n')).toBeUndefined();
  });
});

describe('skeletons', () => {
  test('a project is six files and the settings of an editor, with its name in them', () => {
    const files = skeletonFiles('project', { name: 'mysite', secretKey: 'k' });
    expect(files.map((file) => file.name).sort()).toEqual([
      '.gitignore',
      '.vscode/django-html.code-snippets',
      '.vscode/extensions.json',
      '.vscode/settings.json',
      'manage.js',
      'mysite/server.ts',
      'mysite/settings.ts',
      'mysite/urls.ts',
      'tsconfig.json',
    ]);
    for (const { text } of files) expect(text).not.toMatch(/\{\{ \w+ \}\}/);
    expect(files.find((file) => file.name === 'manage.js')?.text).toContain("'mysite/settings.ts'");
  });

  test("an app has Django's files and a folder for migrations", () => {
    const files = skeletonFiles('app', { name: 'articles', className: 'Articles' });
    expect(files.map((file) => file.name).sort()).toEqual([
      'admin.ts',
      'apps.ts',
      'migrations/.gitkeep',
      'models.ts',
      'tests.ts',
      'views.ts',
    ]);
  });
});
