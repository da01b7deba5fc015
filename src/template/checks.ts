import { readdirSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { isFolder } from '../utils/module-file.ts';
import { nearest } from '../utils/nearest.ts';

/** Template folders that are not there, and options that no template engine can work with. */
export function checkTemplateSettings(): CheckMessage[] {
  return settings.TEMPLATES.flatMap((config, i) => {
    const options = config.OPTIONS ?? {};
    const found: CheckMessage[] = [];
    if (config.APP_DIRS && 'loaders' in options) {
      found.push(
        new CheckError("You have 'APP_DIRS: true' in your TEMPLATES but also specify 'loaders' in OPTIONS.", {
          hint: 'Either remove APP_DIRS or remove the loaders.',
          id: 'templates.E001',
        }),
      );
    }
    const invalid = options['stringIfInvalid'];
    if (invalid !== undefined && typeof invalid !== 'string') {
      found.push(
        new CheckError(
          `'stringIfInvalid' in TEMPLATES OPTIONS must be a string but got: ${invalid} (${typeof invalid}).`,
          { hint: "Give it a text, such as 'INVALID %s'.", id: 'templates.E002' },
        ),
      );
    }
    return [...found, ...(config.DIRS ?? []).flatMap((folder) => checkFolder(folder, i))];
  });
}

function checkFolder(folder: string, index: number): CheckMessage[] {
  if (!path.isAbsolute(folder)) {
    return [
      new CheckWarning(`The folder '${folder}' in the DIRS of TEMPLATES[${index}] is not absolute.`, {
        hint: `Write join(BASE_DIR, '${folder}').`,
        id: 'templates.W005',
      }),
    ];
  }
  if (isFolder(folder)) return [];
  const near = nearest(path.basename(folder), foldersIn(path.dirname(folder)));
  return [
    new CheckWarning(`The folder '${folder}' in the DIRS of TEMPLATES[${index}] does not exist.`, {
      hint: near === undefined ? 'Make the folder, or take it out of DIRS.' : `Did you mean '${near}'?`,
      id: 'templates.W004',
    }),
  ];
}

function foldersIn(folder: string): string[] {
  if (!isFolder(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}
