import { isConfigured, settings } from '../conf/configure.ts';
import { nearest } from '../utils/nearest.ts';
import { projectApps } from './app-folder.ts';

/** What to do about a label that no installed app has: install the app whose folder is there, or spell it like the nearest one. */
export function missingAppHint(label: string, installed: readonly string[]): string {
  if (isConfigured() && projectApps(settings.BASE_DIR).includes(label)) {
    return `Its folder is there: add '${label}' to INSTALLED_APPS.`;
  }
  const near = nearest(label, installed);
  if (near !== undefined) return `Did you mean '${near}'?`;
  return `Is it in INSTALLED_APPS? Installed are: ${installed.join(', ') || 'none'}.`;
}
