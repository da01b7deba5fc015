import { getResolver, loadUrlconf } from '../../urls/get-resolver.ts';
import { UrlPattern } from '../../urls/url-pattern.ts';
import type { UrlResolver } from '../../urls/url-resolver.ts';
import { BaseCommand } from '../base-command.ts';

/** A route in full: `/articles/<int:pk>/`, the view's function, and how `reverse()` calls it. */
interface Row {
  route: string;
  view: string;
  name: string;
}

/** `show_urls`: every URL of the site. */
export default class ShowUrls extends BaseCommand {
  override help = 'List every URL of the site, with its view and its name.';
  override requiresSystemChecks = false;

  async handle(): Promise<string> {
    await loadUrlconf();
    const rows = rowsOf(getResolver(), '/', []);
    const width = (column: keyof Row): number => Math.max(...rows.map((row) => row[column].length), 0);
    const [routes, views] = [width('route'), width('view')];
    return rows
      .map(({ route, view, name }) => `${route.padEnd(routes)}  ${view.padEnd(views)}  ${name}`.trimEnd())
      .join('\n');
  }
}

function rowsOf(resolver: UrlResolver, before: string, namespaces: readonly string[]): Row[] {
  return resolver.urlPatterns.flatMap((entry) => {
    const route = `${before}${entry.pattern}`;
    if (!(entry instanceof UrlPattern)) {
      const { namespace } = entry;
      return rowsOf(entry, route, namespace === undefined ? namespaces : [...namespaces, namespace]);
    }
    const name = entry.name === undefined ? '' : [...namespaces, entry.name].join(':');
    return [{ route, view: entry.view.name === '' ? '(no name)' : entry.view.name, name }];
  });
}
