import { compileFunction } from 'node:vm';
import { apps } from '../../../apps/registry.ts';
import { loadModule } from '../../../utils/load-module.ts';
import { moduleFile } from '../../../utils/module-file.ts';

/** Names that a default may be made of: `timezone`, `randomUUID`, `Decimal`, `Temporal`, and what the app's models.ts exports. */
export async function defaultScope(appLabel: string): Promise<Readonly<Record<string, unknown>>> {
  const [timezone, { randomUUID }, { Decimal }, { temporal }] = await Promise.all([
    import('../../../utils/timezone.ts'),
    import('node:crypto'),
    import('../../../utils/decimal.ts'),
    import('../../../utils/temporal.ts'),
  ]);
  const models = moduleFile(apps.getAppConfig(appLabel).path, 'models');
  const exports = models === undefined ? {} : await loadModule(models);
  return { ...exports, timezone, now: timezone.now, randomUUID, Decimal, Temporal: temporal() };
}

/**
 * The value of an expression: `'timezone.now'`, `'0'`, `"'draft'"`, `'Status.DRAFT'`, `'() => []'`.
 * @throws SyntaxError when it is no expression, and whatever it throws itself
 */
export function evaluate(expression: string, scope: Readonly<Record<string, unknown>>): unknown {
  const names = Object.keys(scope).filter((name) => /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name));
  const reserved = names.filter((name) => name !== 'default');
  const run = compileFunction(`'use strict'; return (${expression}\n);`, reserved);
  return run(...reserved.map((name) => scope[name])) as unknown;
}
