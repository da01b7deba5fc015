import { PermissionDenied } from '../../core/errors/requests.ts';
import type { AuthBackend } from './backends/auth-backend.ts';
import { loadBackends } from './backends/load-backends.ts';
import type { PermissionHolder } from './permission-holder.ts';

/** What the backends together say that somebody has of their own, or by their groups. */
export async function permissionsOf(
  kind: 'user' | 'group',
  holder: PermissionHolder,
  object?: object,
): Promise<Set<string>> {
  return union((backend) =>
    kind === 'user'
      ? backend.getUserPermissions?.(holder, object)
      : backend.getGroupPermissions?.(holder, object),
  );
}

/** Everything that somebody may do: `'articles.add_article'`... */
export function allPermissions(holder: PermissionHolder, object?: object): Promise<Set<string>> {
  return union((backend) => backend.getAllPermissions?.(holder, object));
}

/** Whether one of the backends allows it. One that throws PermissionDenied has the last word. */
export function hasPerm(holder: PermissionHolder, permission: string, object?: object): Promise<boolean> {
  return anyBackend((backend) => backend.hasPerm?.(holder, permission, object));
}

/** Whether somebody may do anything at all in an app. */
export function hasModulePerms(holder: PermissionHolder, appLabel: string): Promise<boolean> {
  return anyBackend((backend) => backend.hasModulePerms?.(holder, appLabel));
}

type Ask<T> = (backend: AuthBackend) => T | PromiseLike<T> | undefined;

async function union(ask: Ask<ReadonlySet<string>>): Promise<Set<string>> {
  const all = new Set<string>();
  for (const { backend } of await loadBackends()) {
    for (const permission of (await ask(backend)) ?? []) all.add(permission);
  }
  return all;
}

async function anyBackend(ask: Ask<boolean>): Promise<boolean> {
  try {
    for (const { backend } of await loadBackends()) if ((await ask(backend)) === true) return true;
  } catch (error) {
    if (!(error instanceof PermissionDenied)) throw error;
  }
  return false;
}
