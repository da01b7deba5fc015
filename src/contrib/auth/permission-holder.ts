/** What backends need to know of somebody whose permissions are asked for: a user, or an anonymous visitor. */
export interface PermissionHolder {
  readonly pk: unknown;
  readonly isActive: boolean;
  readonly isAnonymous: boolean;
  readonly isSuperuser: boolean;
}
