let current = '/';

/** Set what every reversed URL begins with; the server does it from FORCE_SCRIPT_NAME. A missing slash at the end is added. */
export function setScriptPrefix(prefix: string): void {
  current = prefix.endsWith('/') ? prefix : `${prefix}/`;
}

/** `'/'`, or `'/shop/'` for a site that is mounted there. */
export function getScriptPrefix(): string {
  return current;
}

/** Back to `'/'`. */
export function clearScriptPrefix(): void {
  current = '/';
}
