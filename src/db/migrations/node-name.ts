import type { MigrationKey } from './migration.ts';

/** `articles.0001_initial`. */
export type NodeName = string;

export function nodeName([appLabel, name]: MigrationKey): NodeName {
  return `${appLabel}.${name}`;
}
