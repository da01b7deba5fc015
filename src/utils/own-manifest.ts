import { readFileSync } from 'node:fs';

/** The parts of Jango's own package.json that it uses. */
interface OwnManifest {
  version: string;
  devDependencies: Readonly<Record<string, string>>;
}

export function ownManifest(): OwnManifest {
  return JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as OwnManifest;
}
