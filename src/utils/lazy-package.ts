import { createRequire } from 'node:module';

/**
 * A package that is loaded when it is first used, so that programs which never use it start without it. Only for packages that `require()` takes.
 * @param url `import.meta.url` of the module that uses it
 */
export function lazyPackage<T>(name: string, url: string): () => T {
  let loaded: { value: T } | undefined;
  return () => {
    loaded ??= { value: createRequire(url)(name) as T };
    return loaded.value;
  };
}
