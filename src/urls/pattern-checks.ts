import { settings } from '../conf/configure.ts';
import { CheckError, type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { RoutePattern } from './route-pattern.ts';
import { UrlPattern } from './url-pattern.ts';
import type { UrlEntry } from './urlconf.ts';

/** What may be wrong with one line of `urlpatterns`, as it is written. */
export function checkPattern(entry: UrlEntry): CheckMessage[] {
  const route = entry.pattern.source;
  const found = [...startsWithSlash(entry, route)];
  if (entry.pattern instanceof RoutePattern)
    found.push(...looksLikeRegex(entry, route), ...unmatchedBrackets(entry, route));
  if (entry instanceof UrlPattern) found.push(...colonInName(entry), ...classAsView(entry));
  else if (endsInDollar(entry, route)) found.push(includeWithDollar(entry));
  return found;
}

function startsWithSlash(entry: UrlEntry, route: string): CheckMessage[] {
  if (!settings.APPEND_SLASH || !/^\^?\\?\//.test(route)) return [];
  if (!(entry instanceof UrlPattern) && route.endsWith('/')) return [];
  return [
    new CheckWarning(
      `Your URL pattern ${entry} has a route beginning with a '/'. Remove this slash as it is unnecessary. If this pattern is targeted in an include(), ensure the include() pattern has a trailing '/'.`,
      { hint: `Write '${route.replace(/^(\^?)\\?\//, '$1')}'.`, id: 'urls.W002' },
    ),
  ];
}

function looksLikeRegex(entry: UrlEntry, route: string): CheckMessage[] {
  if (!route.includes('(?P<') && !route.includes('(?<') && !route.startsWith('^') && !route.endsWith('$'))
    return [];
  return [
    new CheckWarning(
      `Your URL pattern ${entry} has a route that contains '(?P<', begins with a '^', or ends with a '$'. This was likely an oversight when migrating to path().`,
      { hint: 'Use rePath() for regular expressions, or <converter:name> in path().', id: '2_0.W001' },
    ),
  ];
}

/** Each `>` that closes nothing, and a `<` that is never closed. */
function unmatchedBrackets(entry: UrlEntry, route: string): CheckMessage[] {
  const message = (bracket: string): CheckWarning =>
    new CheckWarning(`Your URL pattern ${entry} has an unmatched '${bracket}' bracket.`, {
      hint: 'Parameters are written <name> or <converter:name>.',
      id: 'urls.W010',
    });
  const found: CheckMessage[] = [];
  let open = 0;
  for (const bracket of route.replace(/[^<>]/g, '')) {
    open += bracket === '<' ? 1 : -1;
    if (open >= 0) continue;
    found.push(message('>'));
    open = 0;
  }
  return open > 0 ? [...found, message('<')] : found;
}

function colonInName(entry: UrlPattern): CheckMessage[] {
  if (entry.name === undefined || !entry.name.includes(':')) return [];
  return [
    new CheckWarning(
      `Your URL pattern ${entry} has a name including a ':'. Remove the colon, to avoid ambiguous namespace references.`,
      { hint: "A namespace comes from the included module's appName.", id: 'urls.W003' },
    ),
  ];
}

function classAsView(entry: UrlPattern): CheckMessage[] {
  const source = Function.prototype.toString.call(entry.view);
  if (!source.startsWith('class ')) return [];
  const { name } = entry.view;
  return [
    new CheckError(
      `Your URL pattern ${entry} has an invalid view, pass ${name}.asView() instead of ${name}.`,
      {
        id: 'urls.E009',
      },
    ),
  ];
}

function endsInDollar(entry: UrlEntry, route: string): boolean {
  return !(entry.pattern instanceof RoutePattern) && route.endsWith('$') && !route.endsWith('\\$');
}

function includeWithDollar(entry: UrlEntry): CheckWarning {
  return new CheckWarning(
    `Your URL pattern ${entry} uses include with a route ending with a '$'. Remove the dollar from the route to avoid problems including URLs.`,
    { id: 'urls.W001' },
  );
}
