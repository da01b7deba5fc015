import type { AppConfig } from '../../apps/app-config.ts';
import type { Awaitable } from '../../utils/awaitable.ts';
import type { CheckMessage } from './messages.ts';

export interface CheckContext {
  /** The apps to look at; undefined means all of them. */
  appConfigs?: readonly AppConfig[];
  /** Database aliases that may be asked; checks that need a connection skip the others. */
  databases?: readonly string[];
}
export type Check = (context: CheckContext) => Awaitable<readonly CheckMessage[]>;

/** Django's tags: what a check is about. */
export const TAGS = {
  admin: 'admin',
  caches: 'caches',
  commands: 'commands',
  compatibility: 'compatibility',
  database: 'database',
  files: 'files',
  migrations: 'migrations',
  models: 'models',
  security: 'security',
  signals: 'signals',
  staticfiles: 'staticfiles',
  templates: 'templates',
  translation: 'translation',
  urls: 'urls',
} as const;

interface Registered {
  check: Check;
  tags: ReadonlySet<string>;
  deploy: boolean;
}
const registered: Registered[] = [];

/** Add a system check: `register(checkUrls, { tags: [TAGS.urls] })`. Registering the same function again changes nothing. */
export function register(check: Check, options: { tags?: readonly string[]; deploy?: boolean } = {}): void {
  if (registered.some((entry) => entry.check === check)) return;
  registered.push({ check, tags: new Set(options.tags), deploy: options.deploy ?? false });
}

export interface RunChecksOptions extends CheckContext {
  tags?: readonly string[];
  /** Run those that are only about a deployed site, too. */
  includeDeploymentChecks?: boolean;
}

/** Run the registered checks, in the order of their registration; `database` checks only when `databases` names some. */
export async function runChecks(options: RunChecksOptions = {}): Promise<CheckMessage[]> {
  const found: CheckMessage[] = [];
  for (const { check, tags, deploy } of registered) {
    if (deploy && !options.includeDeploymentChecks) continue;
    if (options.tags !== undefined && !options.tags.some((tag) => tags.has(tag))) continue;
    if (tags.has(TAGS.database) && !options.databases?.length) continue;
    found.push(...(await check(options)));
  }
  return found;
}

/** Every tag that some registered check carries, sorted. */
export function tagsAvailable(includeDeploymentChecks = false): string[] {
  const all = registered.filter((entry) => includeDeploymentChecks || !entry.deploy);
  return [...new Set(all.flatMap((entry) => [...entry.tags]))].sort();
}
