import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';

/**
 * Load the first of some packages that is installed.
 * @throws ImproperlyConfigured when none is, saying what `wanted` it and how to install it.
 */
export async function optionalPackage<T>(wanted: string, names: readonly [string, ...string[]]): Promise<T> {
  for (const name of names) {
    try {
      const module = (await import(name)) as { default?: T } & T;
      return module.default ?? module;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    }
  }
  throw new ImproperlyConfigured(
    `${wanted} needs a package that isn't installed.`,
    `Run \`npm install ${names[0]}\`, or take the hasher out of PASSWORD_HASHERS.`,
  );
}
