import { parseNumber } from '../autodetector/arrange.ts';
import type { MigrationGraph } from '../graph.ts';
import type { Migration } from '../migration.ts';

/** One's own migrations, as they are to be called after those of the others. */
export interface Rebase {
  /** The last migration of the others. */
  readonly onto: Migration;
  /** Where the two branches parted; undefined when both began the app. */
  readonly fork: Migration | undefined;
  /** Own migrations since then, in order, with their new names. */
  readonly renamed: readonly { readonly migration: Migration; readonly name: string }[];
}

/** Renumber the migrations that `own` has and `onto` has not, so that they follow it. */
export function planRebase(graph: MigrationGraph, own: Migration, onto: Migration): Rebase {
  const ofApp = (one: Migration): Migration[] =>
    graph.forwardsPlan(one.key).filter(({ appLabel }) => appLabel === own.appLabel);
  const theirs = new Set(ofApp(onto));
  const branch = ofApp(own).filter((migration) => !theirs.has(migration));
  const fork = ofApp(own)
    .filter((migration) => theirs.has(migration))
    .at(-1);
  const first = (parseNumber(onto.name) ?? 0) + 1;
  const renamed = branch.map((migration, i) => ({ migration, name: renumbered(migration.name, first + i) }));
  return { onto, fork, renamed };
}

function renumbered(name: string, number: number): string {
  const words = name.replace(/^\d+_?/, '');
  return `${String(number).padStart(4, '0')}_${words}`;
}

/** A migration's text with one dependency, `['app', 'old']` in any quotes, put in the place of another. */
export function replaceKey(text: string, appLabel: string, oldName: string, newName: string): string {
  const pattern = new RegExp(`((['"\`])${appLabel}\\2\\s*,\\s*(['"\`]))${oldName}(?=\\3)`, 'g');
  return text.replace(pattern, (_, before: string) => before + newName);
}
