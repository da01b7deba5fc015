import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export const root: string = path.join(import.meta.dirname, '../..');
const docs = path.join(root, 'docs');

/** A fenced block of a page. */
export interface Block {
  readonly page: string;
  readonly line: number;
  readonly language: string;
  /** The file it is, by its label (```` ```ts [articles/models.ts] ````); undefined for a part of one. */
  readonly file: string | undefined;
  readonly text: string;
  /** What the block behind it says that it prints, where that is labelled `[output]`. */
  readonly output: string | undefined;
}

/** The pages below `docs/`, as `'models.md'` and `'ko/models.md'`; decisions and what is built are left out. */
export function pages(): string[] {
  return readdirSync(docs, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md') && !/^(\.vitepress|decisions)/.test(name))
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
}

export function read(page: string): string {
  return readFileSync(path.join(docs, page), 'utf8');
}

const FENCE = /^( *)(`{3,})(\w*)(?: \[([^\]]+)\])?[^\n]*\n([\s\S]*?)^\1\2 *$/gm;

/** The fenced blocks of a page, in order. */
export function blocks(page: string): Block[] {
  const text = read(page);
  const found = [...text.matchAll(FENCE)].map((match) => ({
    page,
    line: text.slice(0, match.index).split('\n').length,
    language: match[3]!,
    label: match[4],
    text: match[5]!,
    end: match.index + match[0].length,
    start: match.index,
  }));
  return found.flatMap((block, i) => {
    if (block.label === 'output') return [];
    const next = found[i + 1];
    const follows = next?.label === 'output' && text.slice(block.end, next.start).trim() === '';
    const { page, line, language, label: file } = block;
    return [{ page, line, language, file, text: block.text, output: follows ? next.text : undefined }];
  });
}

/** A complete file of TypeScript: it has a name, or begins with an import. */
export function isComplete(block: Block): boolean {
  return block.language === 'ts' && (block.file !== undefined || /^(\/\/ .*\n)?import /.test(block.text));
}
