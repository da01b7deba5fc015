/** Add the lines that an existing .gitignore lacks to its end; undefined when it has them all. */
export function mergeGitignore(present: string, wanted: string): string | undefined {
  const lines = new Set(present.split(/\r?\n/).map((line) => bare(line)));
  const fresh = wanted.split('\n').filter((line) => line !== '' && !lines.has(bare(line)));
  if (fresh.length === 0) return undefined;
  const gap = present === '' || present.endsWith('\n') ? '' : '\n';
  return `${present}${gap}${fresh.join('\n')}\n`;
}

/** `/media/` and `media` ignore the same folder of the project. */
function bare(line: string): string {
  return line.trim().replace(/^\/|\/$/g, '');
}
