const backends = new WeakMap<object, string>();

/** Note which backend a user came from, for `login()`. */
export function rememberBackend(user: object, path: string): void {
  backends.set(user, path);
}

/** The backend that `authenticate()` found the user with. */
export function rememberedBackend(user: object): string | undefined {
  return backends.get(user);
}
