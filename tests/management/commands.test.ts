import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callCommand } from 'jango/management';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

let folder: string;
const home = process.cwd();

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'jango-commands-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
});

/** Run a command and keep what it prints. */
async function say(name: string, args: string[] = [], options = {}): Promise<string> {
  let text = '';
  const stream = { write: (more: string) => (text += more) };
  await callCommand(name, args, { stdout: stream, stderr: stream, ...options });
  return text;
}

describe('callCommand()', () => {
  test('gives back what the command says', async () => {
    expect(await say('version')).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test('a command that there is none of is told with the nearest one', async () => {
    await expect(callCommand('versoin')).rejects.toThrow("Unknown command: 'versoin'. Did you mean version?");
  });

  test('an option that the command does not have is told with those it has', async () => {
    await expect(callCommand('startapp', ['x'], { templat: 'y' })).rejects.toThrow(
      /The command startapp has no option templat\. Its options are: /,
    );
  });

  test('an argument that is missing is told', async () => {
    await expect(callCommand('startapp')).rejects.toThrow("startapp: missing required argument 'name'");
  });
});

describe('startapp', () => {
  test('writes the files and says what to do next', async () => {
    expect(await say('startapp', ['articles'])).toContain("Add 'articles' to INSTALLED_APPS");
  });

  test('never writes over what is there', async () => {
    mkdirSync('articles');
    await expect(say('startapp', ['articles'])).rejects.toThrow(
      `'${path.resolve('articles')}' already exists.`,
    );
    writeFileSync('articles/views.ts', '// mine');
    await expect(say('startapp', ['articles', 'articles'])).rejects.toThrow('views.ts already exists');
  });
});

describe('startproject', () => {
  test('makes a project that says which versions it needs', async () => {
    writeFileSync('package.json', '{ "name": "mine", "dependencies": { "zod": "4.0.0" } }');
    writeFileSync('.gitignore', 'dist\n');
    const said = await say('startproject', ['mysite', '.'], { skipInstall: true });
    expect(said).toContain("Project 'mysite' is ready.");
    expect(said).toContain('npm install');
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(manifest).toMatchObject({ name: 'mine', type: 'module', dependencies: { zod: '4.0.0' } });
    expect(manifest.dependencies.jango).toMatch(/^\d+\.\d+\.\d+$/);
    expect(readFileSync('.gitignore', 'utf8')).toMatch(/^dist\nnode_modules\/\ndb\.sqlite3\n/);
    expect(readFileSync('mysite/settings.ts', 'utf8')).toMatch(/SECRET_KEY: 'jango-insecure-[^']{50}'/);
  });

  test('makes the folder that is named, or one of its name', async () => {
    await say('startproject', ['mysite', 'deep/er'], { skipInstall: true });
    expect(existsSync('deep/er/mysite/settings.ts')).toBe(true);
    await say('startproject', ['other'], { skipInstall: true });
    expect(existsSync('other/other/settings.ts')).toBe(true);
    await expect(say('startproject', ['other'])).rejects.toThrow('already exists');
  });

  test('leaves a package.json that it cannot read alone, and writes nothing', async () => {
    writeFileSync('package.json', '{ not json');
    await expect(say('startproject', ['mysite', '.'])).rejects.toThrow('package.json is not a JSON object.');
    expect(existsSync('manage.js')).toBe(false);
    expect(readFileSync('package.json', 'utf8')).toBe('{ not json');
  });
});
