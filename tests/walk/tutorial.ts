/** The files that the pages of `docs/tutorial` show, which the walk copies as a reader would. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ShownFile {
  name: string;
  text: string;
}

const folder = fileURLToPath(new URL('../../docs/tutorial/', import.meta.url));

/** File names of the pages, in order; `language` is the folder of a translation. */
export function pages(language?: 'ko'): string[] {
  return readdirSync(folderOf(language))
    .filter((name) => /^\d\d-.*\.md$/.test(name))
    .sort();
}

/** Code blocks with a file name: ```` ```ts [articles/views.ts] ````, in order. */
export function shownFiles(page: string, language?: 'ko'): ShownFile[] {
  const text = readFileSync(join(folderOf(language), page), 'utf8');
  return [...text.matchAll(/^```\w+ \[([^\]]+)\]\n(.*?)^```$/gms)].map(([, name, code]) => ({
    name: name!,
    text: code!,
  }));
}

/** Blocks of commands: ```` ```sh ````. */
export function shownCommands(page: string, language?: 'ko'): string[] {
  const text = readFileSync(join(folderOf(language), page), 'utf8');
  return [...text.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, lines]) => lines!.trim().split('\n'));
}

/** Copy files of a page into a project; without `only`, the last version of each. */
export function copyFrom(
  page: string,
  project: string,
  only?: (file: ShownFile, index: number) => boolean,
): void {
  for (const [index, file] of shownFiles(page).entries()) {
    if (only !== undefined && !only(file, index)) continue;
    const target = join(project, file.name);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, file.text);
  }
}

function folderOf(language: 'ko' | undefined): string {
  return language === undefined ? folder : folder.replace(/tutorial\/$/, `${language}/tutorial/`);
}
