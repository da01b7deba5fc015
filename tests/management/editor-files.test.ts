import path from 'node:path';
import { Engine } from 'jango/template';
import { describe, expect, test } from 'vitest';
import { skeletonFiles } from '../../src/management/scaffold/skeleton.ts';
import { builtinLibraries, loadableLibraries } from '../../src/template/builtins.ts';
import { read } from '../docs/pages.ts';

interface Snippet {
  readonly prefix: string;
  readonly scope: string;
  readonly body: readonly string[];
  readonly description: string;
}

const files = new Map(
  skeletonFiles('project', { name: 'mysite', secretKey: 'k' }).map(({ name, text }) => [
    name.split(path.sep).join('/'),
    text,
  ]),
);
const json = (name: string) => JSON.parse(files.get(name)!);
const snippets = Object.entries(json('.vscode/django-html.code-snippets') as Record<string, Snippet>);
const libraries = [...builtinLibraries, ...loadableLibraries.values()];

/** What stands in the editor when somebody accepts a snippet and types nothing. */
function accepted(body: readonly string[]): string {
  return body
    .join('\n')
    .replace(/\$\{\d+\|([^,|]+)[^}]*\|\}/g, '$1')
    .replace(/\$\{\d+:([^}]*)\}/g, '$1')
    .replace(/\$\d/g, '');
}

describe('the snippets of a new project', () => {
  test('complete every tag and every filter', () => {
    const named = (kind: string) =>
      snippets.filter(([key]) => key.startsWith(kind)).map(([key]) => key.slice(kind.length));
    expect(named('tag ').sort()).toEqual(
      [...new Set(libraries.flatMap(({ tags }) => [...tags.keys()]))].sort(),
    );
    expect(named('filter ').sort()).toEqual(
      [...new Set(libraries.flatMap(({ filters }) => [...filters.keys()]))].sort(),
    );
  });

  test.each(snippets)('%s can be compiled as it is put in', (key, { prefix, scope, body }) => {
    const engine = new Engine({ builtins: [...loadableLibraries.values()] });
    const text = accepted(body);
    const before = key === 'tag partial' ? '{% partialdef name %}{% endpartialdef %}' : '';
    const around = key === 'tag resetcycle' ? `{% for x in list %}{% cycle 1 2 %}${text}{% endfor %}` : text;
    expect(() =>
      engine.fromString(key.startsWith('filter ') ? `{{ value${text} }}` : before + around),
    ).not.toThrow();
    expect(prefix).toBe(
      key.startsWith('filter ') ? `|${key.slice(7)}` : key === 'variable' ? 'var' : key.slice(4),
    );
    expect(scope.split(',')).toContain('django-html');
  });
});

test('the settings of a new project are those that the guide shows', () => {
  const shown = (page: string, label: string) =>
    new RegExp(`\`\`\`json \\[\\.vscode/${label}\\]\\n([\\s\\S]*?)\`\`\``).exec(read(page))![1];
  for (const name of ['settings.json', 'extensions.json']) {
    expect(shown('editor-templates.md', name)).toBe(files.get(`.vscode/${name}`));
    expect(json(`.vscode/${name}`)).toBeTypeOf('object');
  }
});
