import { readFileSync, utimesSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Project } from '../db/migrations/project.ts';

let project: Project;

const TELL = `import { BaseCommand } from 'jango/management';
import { place } from '../../place.ts';
import { Article } from '../../models.ts';

export default class Tell extends BaseCommand {
  override async handle() {
    const name = ['..', '..', 'late.ts'].join('/');
    const late = await import(name);
    const literal = await import('../../late.ts');
    const models = await import('../../models.ts');
    this.stdout.write(JSON.stringify({
      ...place, late: late.default, same: late === literal && models.Article === Article,
      resolved: import.meta.resolve('../../late.ts').endsWith('articles/late.ts'),
    }));
  }
}
`;

const PLACE = `const kind: string = import.meta.url.slice(0, 8);
export const place = { kind, file: import.meta.filename, folder: import.meta.dirname };
`;

beforeAll(() => {
  project = new Project();
  project.models(
    'export class Article extends models.Model { title = models.CharField({ maxLength: 9 }); }\n',
  );
  project.write('articles/place.ts', PLACE);
  project.write('articles/late.ts', "export default 'late' as string;\n");
  project.write('articles/management/commands/tell.ts', TELL);
});

afterAll(() => project.remove());

const tell = async () => JSON.parse((await project.done('tell')).trim()) as Record<string, unknown>;

/** Where Node strips types itself, files run as they are. */
describe.skipIf(process.features.typescript)(
  'TypeScript of a project on a Node that does not strip types',
  () => {
    test('is compiled into a cache, and a module is where its file is', async () => {
      const told = await tell();
      expect(told).toMatchObject({ kind: 'file:///', late: 'late', same: true, resolved: true });
      expect(told['file']).toMatch(/articles[\\/]place\.ts$/);
      expect(told['folder']).toMatch(/articles$/);
      expect(project.read('node_modules/.cache/jango/modules/articles/place.ts.mjs')).toContain('place.ts');
    });

    test('is compiled again when its file has changed, and only then', async () => {
      const kept = 'node_modules/.cache/jango/modules/articles/late.ts.mjs';
      const before = readFileSync(project.path(kept), 'utf8');
      project.write(kept, before.replace("'late'", "'kept'").replace('"late"', '"kept"'));
      expect(await tell()).toMatchObject({ late: 'kept' });
      project.write('articles/late.ts', "export default 'new!' as string;\n");
      utimesSync(project.path('articles/late.ts'), 1, 1);
      expect(await tell()).toMatchObject({ late: 'new!' });
    });

    test('that fails names the file and the line that were written', async () => {
      project.write('articles/late.ts', 'const fine: number = 1;\n\nthrow new Error(String(fine));\n');
      const { output, code } = await project.manage(['tell', '--traceback']);
      expect(code).not.toBe(0);
      expect(output).toMatch(/articles[\\/]late\.ts:3:7/);
    });

    test('that cannot be parsed says so as ever', async () => {
      project.write('articles/place.ts', 'export const place = {;\n');
      const { output } = await project.manage(['tell']);
      expect(output).toMatch(
        /SyntaxError: Expected identifier but found ";" \(articles[\\/]place\.ts, line 1\)/,
      );
    });

    test('that imports a file which is not there says so as ever', async () => {
      project.write('articles/place.ts', "export { gone } from './gone.ts';\n");
      expect((await project.manage(['tell'])).output).toMatch(/Cannot find module .*gone\.ts/);
      project.write('articles/place.ts', PLACE);
    });
  },
);
