import { readFileSync } from 'node:fs';
import path from 'node:path';
import { apps } from '../../../apps/registry.ts';
import { loadModule } from '../../../utils/load-module.ts';
import { isFile, moduleFile } from '../../../utils/module-file.ts';
import { isOwnApp } from '../migration-files.ts';

/** Where a function or class can be imported from. */
export interface Reference {
  /** Package (`jango/db`), or the absolute path of a file. */
  module: string;
  /** Exported name. */
  name: string;
  /** Property of it: `now` of `timezone`. */
  member?: string;
}

const IMPORTS = /^\s*(?:import|export)\b[^'";]*?from\s*['"]([^'"]+)['"]/gm;

/**
 * Finds where functions and classes come from. JavaScript's values don't know the module they were made in, so the exports
 * of the modules that the apps' models import are looked through; all of them are loaded already.
 */
export class ReferenceFinder {
  readonly #known = new Map<unknown, Reference>();

  /** Look through Jango's modules and the project's. */
  static async load(): Promise<ReferenceFinder> {
    const finder = new ReferenceFinder();
    const [validators, timezone, crypto] = await Promise.all([
      import('../../../core/validators/index.ts'),
      import('../../../utils/timezone.ts'),
      import('node:crypto'),
    ]);
    finder.#note({ now: timezone.now }, 'jango/db/migrations', 'timezone');
    finder.#note(validators, 'jango/core/validators');
    finder.#note({ randomUUID: crypto.randomUUID }, 'node:crypto');
    for (const config of apps.getAppConfigs().filter(isOwnApp)) {
      const models = moduleFile(config.path, 'models');
      if (models !== undefined) await finder.#follow(models, new Set());
    }
    return finder;
  }

  find(value: unknown): Reference | undefined {
    return this.#known.get(value);
  }

  #note(exports: Readonly<Record<string, unknown>>, module: string, owner?: string): void {
    for (const [name, value] of Object.entries(exports)) {
      if (typeof value !== 'function' || name === 'default' || this.#known.has(value)) continue;
      this.#known.set(value, owner === undefined ? { module, name } : { module, name: owner, member: name });
    }
  }

  /** A module of the project and those that it imports. */
  async #follow(file: string, seen: Set<string>): Promise<void> {
    if (seen.has(file)) return;
    seen.add(file);
    this.#note(await loadModule(file), file);
    for (const [, specifier] of readFileSync(file, 'utf8').matchAll(IMPORTS)) {
      if (!specifier!.startsWith('.')) continue;
      const target = path.resolve(path.dirname(file), specifier!);
      const found = isFile(target) ? target : moduleFile(path.dirname(target), path.basename(target));
      if (found !== undefined) await this.#follow(found, seen);
    }
  }
}
