import path from 'node:path';
import { TemplateSyntaxError } from '../errors.ts';

/**
 * `"./row.html"` in `articles/list.html` is `"articles/row.html"`; names that don't begin with a point stay as they are.
 * @param name with or without quotes, as it comes back
 * @throws TemplateSyntaxError when it leads out of the template folder, or to the template itself
 */
export function constructRelativePath(
  current: string | undefined,
  name: string,
  allowRecursion = false,
): string {
  const quote = name[0] === '"' || name[0] === "'" ? name[0] : '';
  const bare = quote === '' ? name : name.slice(1, -1);
  if (!bare.startsWith('./') && !bare.startsWith('../')) return name;
  const here = (current ?? '').replace(/^\/+/, '');
  const target = path.posix.normalize(path.posix.join(path.posix.dirname(here), bare));
  if (target.startsWith('../')) {
    throw new TemplateSyntaxError(
      `The relative path '${name}' points outside the file hierarchy that template '${current}' is in.`,
    );
  }
  if (!allowRecursion && here === target) {
    throw new TemplateSyntaxError(
      `The relative path '${name}' was translated to template name '${current}', the same template in which the tag appears.`,
    );
  }
  return quote === '' ? target : `"${target}"`;
}
