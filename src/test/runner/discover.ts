import { readdirSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../../management/command-error.ts';
import { isFile, isFolder } from '../../utils/module-file.ts';

/** `tests.ts` of an app, `test_models.ts`, `models.test.ts`. */
const TEST_FILE = /^(tests|test_[\w-]+|[\w.-]+\.test)\.[cm]?[jt]s$/;

/** Files to look for tests in, and which of their tests are meant. */
export interface Selection {
  file: string;
  /** `ArticleTests` or `ArticleTests.testTheList`; undefined means all. */
  only: string | undefined;
}

/**
 * The files that labels mean: none for the whole project, a folder, a file, or Django's dotted way to a class or one test,
 * `articles.tests.ArticleTests.testTheList`.
 * @throws CommandError for a label that leads nowhere
 */
export function discover(baseDir: string, labels: readonly string[]): Selection[] {
  if (labels.length === 0) return filesIn(baseDir);
  return labels.flatMap((label) => select(baseDir, label));
}

function filesIn(folder: string): Selection[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry): Selection[] => {
      const file = path.join(folder, entry.name);
      if (entry.isDirectory()) return filesIn(file);
      return TEST_FILE.test(entry.name) ? [{ file, only: undefined }] : [];
    });
}

function select(baseDir: string, label: string): Selection[] {
  const place = path.resolve(baseDir, label);
  if (isFolder(place)) return filesIn(place);
  if (isFile(place)) return [{ file: place, only: undefined }];
  const words = label.split('.');
  for (let length = words.length; length > 0; length--) {
    const base = path.resolve(baseDir, ...words.slice(0, length));
    const rest = words.slice(length).join('.');
    const file = ['.ts', '.js', '.mts', '.mjs'].map((ending) => base + ending).find(isFile);
    if (file !== undefined) return [{ file, only: rest === '' ? undefined : rest }];
    if (isFolder(base)) {
      if (rest === '') return filesIn(base);
      break;
    }
  }
  throw new CommandError(
    `There is no test '${label}'.`,
    'A label is an app or folder (articles), a file (articles/tests.ts), or a dotted way: articles.tests.ArticleTests.testTheList.',
  );
}
