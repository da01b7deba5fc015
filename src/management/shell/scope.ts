import { apps } from '../../apps/registry.ts';
import { settings } from '../../conf/configure.ts';

/** A name that the shell knows without an import. */
export interface ScopeEntry {
  name: string;
  value: unknown;
  /** Where a file would import it from: `articles/models.ts`, `jango/db`. */
  from: string;
}

/**
 * Every model, `settings`, the query builders of `jango/db` (`Q`, `F`, `Count`, functions...), `timezone`, `reverse`. A model goes before
 * something of Jango's with its name, and one of an earlier app before one of a later app.
 */
export async function shellScope(): Promise<ScopeEntry[]> {
  const [db, urls, timezone] = await Promise.all([
    import('../../db/index.ts'),
    import('../../urls/index.ts'),
    import('../../utils/timezone.ts'),
  ]);
  const entries = [
    ...modelEntries(),
    { name: 'settings', value: settings, from: 'jango/conf' },
    { name: 'apps', value: apps, from: 'jango/apps' },
    ...Object.entries(db).map(([name, value]) => ({ name, value, from: 'jango/db' })),
    ...['reverse', 'resolve'].map((name) => ({ name, value: Reflect.get(urls, name), from: 'jango/urls' })),
    { name: 'timezone', value: timezone, from: 'jango/utils' },
  ];
  const seen = new Set<string>();
  return entries.filter(({ name }) => !seen.has(name) && seen.add(name));
}

function modelEntries(): ScopeEntry[] {
  return apps
    .getAppConfigs()
    .flatMap((config) =>
      [...config.models.values()]
        .filter((model) => !Reflect.get(model._meta, 'autoCreated'))
        .map((model) => ({ name: model.name, value: model, from: `${config.name}/models.ts` })),
    );
}

/** As a file would write it, one line per module: `import { Article, Tag } from 'articles/models.ts'`. */
export function importLines(entries: readonly ScopeEntry[]): string[] {
  const byModule = new Map<string, string[]>();
  for (const { name, from } of entries) byModule.set(from, [...(byModule.get(from) ?? []), name]);
  return [...byModule].map(([from, names]) => `import { ${names.join(', ')} } from '${from}'`);
}
