import type { HttpRequest } from '../../http/request.ts';
import type { RequestUser } from './auth-types.ts';
import { PermissionLookup } from './permission-lookup.ts';

/** Gives templates `user` and `perms`: functions, which templates call, so that a page that shows neither asks for neither. */
export function auth(request: HttpRequest): {
  user: () => RequestUser;
  perms: () => Promise<PermissionLookup>;
} {
  let perms: Promise<PermissionLookup> | undefined;
  return {
    user: () => request.user,
    perms: () => {
      perms ??= PermissionLookup.of(request.user);
      return perms;
    },
  };
}
