/**
 * Mark methods that change data, so that no template calls them: `markAltersData(Article.prototype, 'publish')`. A method that
 * overrides a marked one counts as marked.
 */
export function markAltersData<T extends object>(prototype: T, ...names: (keyof T & string)[]): void {
  for (const name of names) {
    const method: unknown = Reflect.get(prototype, name);
    if (typeof method !== 'function') throw new TypeError(`There is no method '${name}' to mark.`);
    Object.assign(method, { altersData: true });
  }
}

/** Whether a method of an object, or one that it overrides, is marked. */
export function altersData(object: object, name: string): boolean {
  for (let holder: object | null = object; holder !== null; holder = Object.getPrototypeOf(holder)) {
    const method: unknown = Object.getOwnPropertyDescriptor(holder, name)?.value;
    if (typeof method === 'function' && (method as { altersData?: boolean }).altersData === true) return true;
  }
  return false;
}
