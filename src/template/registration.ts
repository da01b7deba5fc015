import { InvalidTemplateLibrary } from './errors.ts';
import type { AnyFunction } from './signatures.ts';

/**
 * What one of the methods of a Library was given: a name, a function and options, or a function that has the name itself and options.
 * @throws InvalidTemplateLibrary when there is no function, or no name for it that a template could use
 */
export function nameAndFunction<Options extends object>(
  method: string,
  given: readonly unknown[],
): { name: string; fn: AnyFunction; options: Partial<Options> } {
  const [first, second] = given;
  const isNamed = typeof first === 'string';
  const fn = isNamed ? second : first;
  if (typeof fn !== 'function') {
    throw new InvalidTemplateLibrary(
      `${method}() was given ${isNamed ? `'${first}' and no function` : `no function, but ${typeof first}`}.`,
      `Call it as register.${method}(${method === 'inclusionTag' ? "'template.html', " : ''}'name', (...) => ...).`,
    );
  }
  const name = isNamed ? first : fn.name;
  if (!isUsable(name, method)) {
    throw new InvalidTemplateLibrary(
      name === ''
        ? `${method}() was given a function without a name.`
        : `${method}() was given the name '${name}', which no template can use.`,
      name === ''
        ? `Give the name first, as in register.${method}(${method === 'inclusionTag' ? "'template.html', " : ''}'name', (...) => ...), or give the function one.`
        : 'Names are letters, digits and underscores.',
    );
  }
  return { name, fn: fn as AnyFunction, options: (given[isNamed ? 2 : 1] ?? {}) as Partial<Options> };
}

/** Filters stand between other signs; of a tag's name only spaces would not be read. */
function isUsable(name: string, method: string): boolean {
  return method === 'filter' ? /^[\p{L}\p{N}_]+$/u.test(name) : /^\S+$/.test(name);
}
