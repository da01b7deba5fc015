import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Block, blocks, isComplete } from './pages.ts';

/** A folder made of a page's blocks. */
export interface SnippetProject {
  readonly folder: string;
  /** The file of each block, to name the block in a message. */
  readonly origins: ReadonlyMap<string, Block>;
  readonly runnable: readonly { block: Block; file: string }[];
}

/** The models that the examples of all pages stand on, as the page on models shows them first. */
function sharedFiles(): Map<string, Block> {
  const models = blocks('models.md').find((block) => block.file === 'articles/models.ts');
  return new Map(models === undefined ? [] : [['articles/models.ts', models]]);
}

/**
 * Write the complete blocks of a page as files. When it shows a file a second time, what follows goes to a new folder that
 * starts with what there was.
 */
export function writeProjects(page: string, target: string): SnippetProject[] {
  const base = sharedFiles();
  let files = new Map<string, Block>(base);
  let own = new Set<string>();
  const projects: SnippetProject[] = [];
  const flush = () => projects.push(writeProject(files, path.join(target, `${page}-${projects.length + 1}`)));
  for (const block of blocks(page)) {
    if (block.file === undefined && !isComplete(block)) continue;
    const name = block.file ?? `example-${block.line}.ts`;
    if (own.has(name)) {
      flush();
      files = new Map([...files].filter(([file]) => !file.startsWith('example-')));
      own = new Set();
    }
    files.set(name, block);
    own.add(name);
  }
  flush();
  return projects;
}

function writeProject(files: ReadonlyMap<string, Block>, folder: string): SnippetProject {
  const origins = new Map<string, Block>();
  const runnable: { block: Block; file: string }[] = [];
  for (const [name, block] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, block.text);
    origins.set(file, block);
    if (block.output !== undefined) runnable.push({ block, file });
  }
  return { folder, origins, runnable };
}
