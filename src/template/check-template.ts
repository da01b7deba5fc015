import path from 'node:path';
import { settings } from '../conf/configure.ts';
import { type CheckMessage, CheckWarning } from '../core/checks/messages.ts';
import { findCandidates } from '../urls/find-candidates.ts';
import { getResolver } from '../urls/get-resolver.ts';
import { NoReverseMatch } from '../urls/no-reverse-match.ts';
import { reverse } from '../urls/reverse.ts';
import { nearest } from '../utils/nearest.ts';
import { compileLeniently } from './compile-leniently.ts';
import type { Engine } from './engine.ts';
import { TemplateDoesNotExist, TemplateSyntaxError } from './errors.ts';
import type { FilterExpression } from './filter-expression.ts';
import type { TemplateNode } from './nodes/node.ts';
import { walkNodes } from './nodes/walk-nodes.ts';
import type { Origin } from './origin.ts';
import { ExtendsNode } from './tags/extends.ts';
import { IncludeNode } from './tags/include.ts';
import { constructRelativePath } from './tags/relative-path.ts';
import { UrlNode } from './tags/url.ts';
import { TemplateSource } from './template-source.ts';

/** What is wrong with a template of a project, each finding with its file and line. Only names that stand in the template count. */
export function checkTemplate(engine: Engine, name: string, names: readonly string[]): CheckMessage[] {
  const found = sourceOf(engine, name);
  if (found === undefined) return [];
  const { origin, text } = found;
  const source = new TemplateSource(text, origin);
  const { template, errors } = compileLeniently(text, engine, origin);
  const findings: CheckMessage[] = errors.map((error) => syntaxFinding(error, source));
  for (const { node, offset } of template === undefined ? [] : walkNodes(template.nodelist)) {
    const finding = missingTemplate(engine, node, name, names) ?? missingUrl(node);
    if (finding !== undefined)
      findings.push(new CheckWarning(finding.message, { ...finding, obj: place(source, offset) }));
  }
  return findings;
}

interface Finding {
  readonly message: string;
  readonly hint?: string;
  readonly id: string;
}

function sourceOf(engine: Engine, name: string): { origin: Origin; text: string } | undefined {
  for (const loader of engine.loaders) {
    for (const origin of loader.getTemplateSources(name)) {
      const text = loader.getContents(origin);
      if (text !== undefined) return { origin, text };
    }
  }
  return undefined;
}

/** `articles/templates/articles/list.html:12` */
function place(source: TemplateSource, offset: number): string {
  return `${shownPath(source.origin.name)}:${source.lineAt(offset)}`;
}

/** A file as people know it: from the project's folder. */
export function shownPath(file: string): string {
  return path.isAbsolute(file) ? path.relative(settings.BASE_DIR, file) : file;
}

function syntaxFinding(
  { message, templateDebug }: TemplateSyntaxError,
  source: TemplateSource,
): CheckWarning {
  const obj =
    templateDebug === undefined ? place(source, 0) : `${shownPath(templateDebug.name)}:${templateDebug.line}`;
  return new CheckWarning(message, { obj, id: 'templates.W006' });
}

function missingTemplate(
  engine: Engine,
  node: TemplateNode,
  current: string,
  names: readonly string[],
): Finding | undefined {
  const expression =
    node instanceof IncludeNode ? node.template : node instanceof ExtendsNode ? node.parentName : undefined;
  const literal = expression === undefined ? undefined : fixedText(expression);
  if (literal === undefined) return undefined;
  const wanted = constructRelativePath(current, literal, true);
  try {
    engine.getTemplate(wanted);
    return undefined;
  } catch (error) {
    // A template that is there and cannot be compiled is reported on its own.
    if (error instanceof TemplateSyntaxError) return undefined;
    if (!(error instanceof TemplateDoesNotExist)) throw error;
    const near = error.near ?? nearest(wanted, names);
    const what = node instanceof IncludeNode ? 'included' : 'extended';
    return {
      message: `The template '${wanted}', which is ${what} here, does not exist.`,
      hint:
        near === undefined ? `It was looked for in ${error.tried.length} places.` : `Did you mean '${near}'?`,
      id: 'templates.W007',
    };
  }
}

function missingUrl(node: TemplateNode): Finding | undefined {
  const name = node instanceof UrlNode ? fixedText(node.viewName) : undefined;
  if (name === undefined || isRoute(name)) return undefined;
  return { message: reasonFor(name), id: 'templates.W008' };
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
