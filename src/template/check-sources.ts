import path from 'node:path';
import { apps } from '../apps/registry.ts';
import { settings } from '../conf/configure.ts';
import { type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { findCandidates } from '../urls/find-candidates.ts';
import { getResolver } from '../urls/get-resolver.ts';
import { NoReverseMatch } from '../urls/no-reverse-match.ts';
import { reverse } from '../urls/reverse.ts';
import type { Engine } from './engine.ts';
import { getEngines } from './engines.ts';
import { TemplateDoesNotExist, TemplateSyntaxError } from './errors.ts';
import type { FilterExpression } from './filter-expression.ts';
import { libraryFiles } from './loaded-libraries.ts';
import { FilesystemLoader } from './loaders/filesystem.ts';
import { ExtendsNode } from './tags/extends.ts';
import { IncludeNode } from './tags/include.ts';
import { constructRelativePath } from './tags/relative-path.ts';
import { UrlNode } from './tags/url.ts';
import type { Template } from './template.ts';

/** Two apps that have a tag library of the same name: `{% load %}` finds only one of them. */
export function checkLibraryNames(): CheckMessage[] {
  return [...libraryFiles()]
    .filter(([, files]) => files.size > 1)
    .map(
      ([name, files]) =>
        new CheckWarning(
          `'${name}' is used for multiple template tag modules: ${[...files].map(shown).join(', ')}.`,
          {
            hint: 'Rename all but one.',
            id: 'templates.W003',
          },
        ),
    );
}

/** Templates of the project that cannot be compiled, and those that name templates or URLs which are not there. */
export function checkTemplateSources(): CheckMessage[] {
  return getEngines().flatMap((engine) =>
    ownTemplates(engine).flatMap((name) => checkTemplate(engine, name)),
  );
}

/** Names of the templates in the project's folders and apps; those of the framework have tests of their own. */
function ownTemplates(engine: Engine): string[] {
  const foreign = apps.getAppConfigs().filter((config) => config.name.startsWith('jango/'));
  const foreignFolders = foreign.map((config) => path.join(config.path, 'templates'));
  const names = engine.loaders
    .filter((loader) => loader instanceof FilesystemLoader)
    .flatMap((loader) => loader.folders())
    .filter((folder) => !foreignFolders.includes(folder))
    .flatMap((folder) => [...(new FilesystemLoader([folder]).names() ?? [])]);
  return [...new Set(names)].filter((name) => /\.(html?|txt|xml)$/.test(name)).sort();
}

function checkTemplate(engine: Engine, name: string): CheckMessage[] {
  try {
    const template = engine.getTemplate(name);
    return [...missingTemplates(engine, template), ...missingUrls(template)];
  } catch (error) {
    if (!(error instanceof TemplateSyntaxError)) throw error;
    const { templateDebug } = error;
    const place =
      templateDebug === undefined ? name : `${shown(templateDebug.name)}, line ${templateDebug.line}`;
    return [new CheckWarning(error.message, { obj: place, id: 'templates.W006' })];
  }
}

function missingTemplates(engine: Engine, template: Template): CheckMessage[] {
  const includes = template.nodelist.getNodesByType(IncludeNode).map((node) => node.template);
  const parents = template.nodelist.getNodesByType(ExtendsNode).map((node) => node.parentName);
  const found: CheckMessage[] = [];
  for (const expression of [...includes, ...parents]) {
    const wanted = fixedText(expression);
    if (wanted === undefined) continue;
    try {
      engine.getTemplate(constructRelativePath(template.origin.templateName, wanted, true));
    } catch (error) {
      // A template that is there and cannot be compiled is reported on its own.
      if (!(error instanceof TemplateDoesNotExist)) continue;
      found.push(new CheckWarning(error.message, { obj: shown(template.origin.name), id: 'templates.W007' }));
    }
  }
  return found;
}

function missingUrls(template: Template): CheckMessage[] {
  const names = template.nodelist.getNodesByType(UrlNode).map((node) => fixedText(node.viewName));
  const unknown = [...new Set(names)].filter((name) => name !== undefined && !isRoute(name)) as string[];
  return unknown.map(
    (name) => new CheckWarning(reasonFor(name), { obj: shown(template.origin.name), id: 'templates.W008' }),
  );
}

function isRoute(name: string): boolean {
  if (settings.ROOT_URLCONF === '') return true;
  try {
    return findCandidates(getResolver(), name, undefined).length > 0;
  } catch (error) {
    return !(error instanceof NoReverseMatch);
  }
}

function reasonFor(name: string): string {
  try {
    reverse(name);
  } catch (error) {
    if (error instanceof NoReverseMatch) return error.message;
  }
  return `No URL pattern is called '${name}'.`;
}

/** A literal in the template. */
function fixedText({ variable, filters }: FilterExpression): string | undefined {
  return variable.isLookup || filters.length > 0 ? undefined : String(variable.value);
}

function shown(file: string): string {
  return path.isAbsolute(file) ? path.relative(settings.BASE_DIR, file) : file;
}
