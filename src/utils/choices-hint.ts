import { nearest } from './nearest.ts';

/** The "what next" of an unknown name: the nearest choice, and all of them. */
export function choicesHint(name: string, choices: Iterable<string>): string {
  const all = [...choices].sort();
  const near = nearest(name, all);
  const list = all.length === 0 ? 'There are no choices.' : `Choices are: ${all.join(', ')}.`;
  return near === undefined ? list : `Did you mean '${near}'? ${list}`;
}
