import { existsSync } from 'node:fs';
import path from 'node:path';
import { settings } from '../../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../../core/checks/messages.ts';

/** Look at STATICFILES_DIRS, STATIC_ROOT and STATIC_URL. */
export function checkStaticFiles(): CheckMessage[] {
  const found: CheckMessage[] = [];
  const { STATICFILES_DIRS: folders, STATIC_ROOT: root } = settings;
  if (!Array.isArray(folders)) {
    found.push(
      new CheckError('The STATICFILES_DIRS setting is not an array.', {
        hint: 'Perhaps the brackets are missing: STATICFILES_DIRS: [join(BASE_DIR, "static")].',
        id: 'staticfiles.E001',
      }),
    );
    return found;
  }
  for (const folder of folders) {
    if (root !== null && path.resolve(folder) === path.resolve(root)) {
      found.push(
        new CheckError('The STATICFILES_DIRS setting should not contain the STATIC_ROOT setting.', {
          hint: 'STATIC_ROOT is where collectstatic puts copies: give it a folder of its own.',
          id: 'staticfiles.E002',
        }),
      );
    }
    if (!existsSync(folder)) {
      found.push(
        new CheckWarning(`The directory '${folder}' in the STATICFILES_DIRS setting does not exist.`, {
          hint: 'Make the folder, or take it out of the setting.',
          id: 'staticfiles.W004',
        }),
      );
    }
  }
  return found;
}
