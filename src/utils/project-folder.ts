let folder: string | undefined;

/** Where relative names in settings start; `configure()` sets it to BASE_DIR. */
export function setProjectFolder(path: string): void {
  folder = path;
}

/** The folder of `manage.js`; the current folder before settings are loaded. */
export function projectFolder(): string {
  return folder ?? process.cwd();
}
