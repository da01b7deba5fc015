import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isFile } from '../../utils/module-file.ts';
import { CommandError } from '../command-error.ts';

type Section = Readonly<Record<string, string>>;
/** The parts of a package.json that a project is about; others are kept as they are. */
interface Manifest extends Record<string, unknown> {
  type?: string;
  scripts?: Section;
  dependencies?: Section;
  devDependencies?: Section;
}

/** What a new project needs of its package.json. */
export interface ProjectNeeds {
  name: string;
  scripts: Section;
  dependencies: Section;
  devDependencies: Section;
}

const NPM_PLACEHOLDER = 'echo "Error: no test specified" && exit 1';

/** The text of the folder's package.json; undefined when it has none. @throws CommandError when it is no JSON object */
export function readManifest(folder: string): string | undefined {
  const file = path.join(folder, 'package.json');
  if (!isFile(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  try {
    if (isObject(JSON.parse(text))) return text;
  } catch {
    // Said below, as for any other text that is no object.
  }
  throw new CommandError(`${file} is not a JSON object.`, 'Mend it first: the project adds to it.');
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Add what the project needs to a package.json. Entries that are there stay, in their order and with the file's indent; a version range
 * of Jango, which `npm install jango` writes, becomes the exact version.
 */
export function mergeManifest(text: string | undefined, needs: ProjectNeeds): string {
  const before = (
    text === undefined ? { name: needs.name, version: '0.1.0', private: true } : JSON.parse(text)
  ) as Manifest;
  const scripts = { ...before.scripts };
  if (scripts['test'] === NPM_PLACEHOLDER) delete scripts['test'];
  const dependencies = { ...needs.dependencies, ...before.dependencies };
  if (/^[~^]\d/.test(dependencies['jango'] ?? '')) dependencies['jango'] = needs.dependencies['jango']!;
  const known = { ...before.dependencies, ...before.devDependencies };
  const merged: Manifest = {
    ...before,
    type: 'module',
    scripts: { ...scripts, ...missing(needs.scripts, scripts) },
    dependencies: sorted(dependencies),
    devDependencies: sorted({ ...before.devDependencies, ...missing(needs.devDependencies, known) }),
  };
  const indent = /^\{\r?\n([ \t]+)"/.exec(text ?? '')?.[1] ?? '  ';
  const json = `${JSON.stringify(merged, undefined, indent)}\n`;
  return text?.includes('\r\n') ? json.replaceAll('\n', '\r\n') : json;
}

/** Whether a package.json makes its `.js` and `.ts` files CommonJS in so many words, as `npm init` writes. */
export function isCommonJs(text: string): boolean {
  return (JSON.parse(text) as Manifest).type === 'commonjs';
}

function missing(wanted: Section, present: Section): Section {
  return Object.fromEntries(Object.entries(wanted).filter(([name]) => !(name in present)));
}

function sorted(section: Section): Section {
  return Object.fromEntries(Object.entries(section).sort(([a], [b]) => (a < b ? -1 : 1)));
}
