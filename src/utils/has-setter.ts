/** Whether a class decides what setting a property of its instances does. `__proto__` is a setter of every object, and of no class. */
export function hasSetter(prototype: object, name: string): boolean {
  let type: object | null = prototype;
  while (type !== null && type !== Object.prototype) {
    const found = Object.getOwnPropertyDescriptor(type, name);
    if (found !== undefined) return found.set !== undefined;
    type = Object.getPrototypeOf(type) as object | null;
  }
  return false;
}
