import path from 'node:path';
import { watch as watchFiles } from 'chokidar';

/** Folders that nothing is loaded from, or whose files are read anew when they change. */
const SKIPPED = new Set(['node_modules', 'static', 'staticfiles', 'media', 'templates', '__snapshots__']);
const CODE = /\.([cm]?[jt]s|json|po|mo|env)$|(^|[\\/])\.env[\w.]*$/;

/** Whether the running site has to start again when this file changes. Templates and static files are looked at anew anyway. */
export function matters(file: string, folder: string): boolean {
  const parts = path.relative(folder, file).split(path.sep);
  if (parts.slice(0, -1).some(isSkipped)) return false;
  return CODE.test(file);
}

function isSkipped(name: string): boolean {
  return SKIPPED.has(name) || name.startsWith('.');
}

/** Call back for each change of a file of the project that matters, new and deleted ones included. */
export function watch(folder: string, changed: (file: string) => void): void {
  const watcher = watchFiles(folder, {
    ignoreInitial: true,
    ignored: (file, stats) => {
      if (file === folder) return false;
      return stats?.isFile() === true
        ? !matters(file, folder)
        : isSkipped(path.basename(file)) && !/^\.env/.test(path.basename(file));
    },
  });
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, changed);
}
