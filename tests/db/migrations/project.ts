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

const root = fileURLToPath(new URL('../../../', import.meta.url));
const tsx = pathToFileURL(path.join(root, 'node_modules/tsx/dist/loader.mjs')).href;

export interface Outcome {
  code: number;
  output: string;
}

/** A project in a temporary folder that runs this tree's `src` through its own `manage.js`. */
export class Project {
  readonly folder: string = mkdtempSync(path.join(tmpdir(), 'jango-project-'));

  constructor(apps: readonly string[] = ['articles']) {
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
    this.write('site/settings.ts', settings(apps));
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

  /** Take files and folders of another project. */
  copyFrom(other: Project, names: readonly string[]): void {
    for (const name of names) cpSync(other.path(name), this.path(name), { recursive: true });
  }

  /** Run `manage.js`; `input` is what is piped to it. */
  manage(args: readonly string[], input = ''): Promise<Outcome> {
    return new Promise((resolve) => {
      const child = spawn(process.execPath, ['--import', tsx, 'manage.js', ...args], {
        cwd: this.folder,
        env: { ...process.env, JANGO_SETTINGS_MODULE: 'site/settings.ts', NO_COLOR: '1' },
      });
      let output = '';
      child.stdout.on('data', (text) => {
        output += text;
      });
      child.stderr.on('data', (text) => {
        output += text;
      });
      child.on('close', (code) => resolve({ code: code ?? -1, output }));
      child.stdin.end(input);
    });
  }

  /** Run it, and fail with its output unless it succeeds. */
  async done(...args: string[]): Promise<string> {
    const { code, output } = await this.manage(args);
    if (code !== 0) throw new Error(`manage.js ${args.join(' ')} ended with ${code}:\n${output}`);
    return output;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function settings(apps: readonly string[]): string {
  return `import path from 'node:path';
import { defineSettings } from 'jango/conf';

export default defineSettings({
  SECRET_KEY: '${'x'.repeat(60)}',
  BASE_DIR: path.dirname(import.meta.dirname),
  ROOT_URLCONF: 'site/urls.ts',
  INSTALLED_APPS: ${JSON.stringify(apps)},
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: 'db.sqlite3', OPTIONS: { timeout: 30 } } },
});
`;
}
