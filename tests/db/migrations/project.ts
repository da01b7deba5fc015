import { spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { DatabaseSettings } from '../../../src/conf/settings.ts';
import { loadSqliteDriver } from '../../../src/db/backends/sqlite3/load-driver.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;

export interface Outcome {
  code: number;
  /** What was said on standard output and standard error. */
  output: string;
  /** Standard output alone. */
  stdout: string;
}

export interface ProjectOptions {
  /** The default database; an SQLite file otherwise. */
  database?: DatabaseSettings;
  /** More settings, as they stand in the file. */
  settings?: string;
}

const SQLITE: DatabaseSettings = { ENGINE: 'sqlite3', NAME: 'db.sqlite3', OPTIONS: { timeout: 30 } };

/** A project in a temporary folder that runs this tree's `src` through its own `manage.js`. */
export class Project {
  readonly folder: string = mkdtempSync(path.join(tmpdir(), 'jango-project-'));

  constructor(apps: readonly string[] = ['articles'], options: ProjectOptions = {}) {
    const packageFolder = this.path('node_modules/jango');
    mkdirSync(packageFolder, { recursive: true });
    symlinkSync(path.join(root, 'src'), path.join(packageFolder, 'src'));
    this.write(
      'node_modules/jango/package.json',
      JSON.stringify({ name: 'jango', type: 'module', exports: { './*': './src/*/index.ts' } }),
    );
    this.write('package.json', '{ "type": "module" }');
    this.write(
      'manage.js',
      "const { manage } = await import('jango/management');\nawait manage({ folder: import.meta.dirname });\n",
    );
    this.write('site/settings.ts', settings(apps, options));
    this.write('site/urls.ts', 'export const urlpatterns = [];\n');
    for (const app of apps) mkdirSync(this.path(app), { recursive: true });
  }

  path(name: string): string {
    return path.join(this.folder, name);
  }

  write(name: string, text: string): void {
    mkdirSync(path.dirname(this.path(name)), { recursive: true });
    writeFileSync(this.path(name), text);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  /** The models of `articles`, without their import. */
  models(text: string, app = 'articles'): void {
    this.write(`${app}/models.ts`, `import { models } from 'jango/db';\n${text}`);
  }

  migrations(app = 'articles'): string[] {
    const folder = this.path(`${app}/migrations`);
    return existsSync(folder) ? readdirSync(folder).sort() : [];
  }

  /** What a query finds in the project's SQLite file. */
  rows(sql: string): readonly (readonly unknown[])[] {
    const db = loadSqliteDriver().open(this.path('db.sqlite3'), { readonly: true, timeout: 5000 });
    try {
      return db.all(sql, []);
    } finally {
      db.close();
    }
  }

  /** Take files and folders of another project. */
  copyFrom(other: Project, names: readonly string[]): void {
    for (const name of names) cpSync(other.path(name), this.path(name), { recursive: true });
  }

  /** Run `manage.js`; `input` is what is piped to it, null for a pipe that stays open and says nothing. */
  manage(args: readonly string[], input: string | null = ''): Promise<Outcome> {
    return this.#run(['manage.js', ...args], input);
  }

  #run(args: readonly string[], input: string | null): Promise<Outcome> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', tsx, ...args], {
        cwd: this.folder,
        env: { ...process.env, JANGO_SETTINGS_MODULE: 'site/settings.ts', NO_COLOR: '1' },
      });
      let output = '';
      let stdout = '';
      child.stdout.on('data', (text) => {
        output += text;
        stdout += text;
      });
      child.stderr.on('data', (text) => {
        output += text;
      });
      child.on('close', (code) => resolve({ code: code ?? -1, output, stdout }));
      if (input !== null) child.stdin.end(input);
    });
  }

  /** Run it, and fail with its output unless it succeeds. */
  async done(...args: string[]): Promise<string> {
    const { code, output } = await this.manage(args);
    if (code !== 0) throw new Error(`manage.js ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  /**
   * Run several commands in one process, which is much quicker than one each; model files are read once.
   * @returns what each of them printed, or its error
   */
  async session(...commands: readonly (readonly string[])[]): Promise<Omit<Outcome, 'stdout'>[]> {
    this.write('session.ts', SESSION);
    const { code, output } = await this.#run(['session.ts', JSON.stringify(commands)], '');
    const answer = /^OUTCOMES (.*)$/m.exec(output)?.[1];
    if (answer === undefined) throw new Error(`The session ended with ${code}:\n${output}`);
    return JSON.parse(answer) as Outcome[];
  }

  /** The same, and each command has to succeed. */
  async allDone(...commands: readonly (readonly string[])[]): Promise<string[]> {
    const outcomes = await this.session(...commands);
    for (const [i, { code, output }] of outcomes.entries()) {
      if (code !== 0) throw new Error(`${commands[i]!.join(' ')} ended with ${code}:\n${output}`);
    }
    return outcomes.map(({ output }) => output);
  }

  /** Run TypeScript in the project, after its `setup()`; `answer(value)` gives what comes back. */
  async script(code: string): Promise<unknown> {
    this.write(
      'script.ts',
      `import { setup } from './node_modules/jango/src/setup.ts';
import { closeConnections } from './node_modules/jango/src/management/close-connections.ts';
await setup({ baseDir: import.meta.dirname });
const answer = (value: unknown) => console.log('ANSWER ' + JSON.stringify(value));
const run = await import('./script-body.ts');
await run.default(answer);
await closeConnections();
`,
    );
    this.write('script-body.ts', code);
    const { code: exit, output } = await this.#run(['script.ts'], '');
    const found = /^ANSWER (.*)$/m.exec(output)?.[1];
    if (found === undefined) throw new Error(`The script ended with ${exit}:\n${output}`);
    return JSON.parse(found);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function settings(apps: readonly string[], options: ProjectOptions): string {
  return `import path from 'node:path';
import { defineSettings } from 'jango/conf';

export default defineSettings({
  SECRET_KEY: '${'x'.repeat(60)}',
  BASE_DIR: path.dirname(import.meta.dirname),
  ROOT_URLCONF: 'site/urls.ts',
  INSTALLED_APPS: ${JSON.stringify(apps)},
  DATABASES: { default: ${JSON.stringify(options.database ?? SQLITE)} },
  ${options.settings ?? ''}
});
`;
}

const SESSION = `import { loadSettings } from './node_modules/jango/src/conf/load-settings.ts';
import { runNamed } from './node_modules/jango/src/management/run-named.ts';
import { reportError } from './node_modules/jango/src/management/report-error.ts';
import { Output } from './node_modules/jango/src/management/output.ts';

const { stdout, stderr } = process;
const say = stdout.write.bind(stdout);
const outcomes = [];
await loadSettings(undefined, import.meta.dirname);
for (const [name, ...args] of JSON.parse(process.argv[2])) {
  let output = '';
  stdout.write = stderr.write = (text) => (output += text, true);
  process.exitCode = 0;
  try {
    await runNamed(name, args, { program: 'node manage.js' });
  } catch (error) {
    process.exitCode = reportError(error, new Output(stderr));
  }
  outcomes.push({ code: process.exitCode, output });
}
process.exitCode = 0;
say('OUTCOMES ' + JSON.stringify(outcomes) + '\\n');
process.exit();
`;
