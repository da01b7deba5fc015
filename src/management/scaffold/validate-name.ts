import { builtinModules } from 'node:module';
import path from 'node:path';
import { isFolder } from '../../utils/module-file.ts';
import { CommandError } from '../command-error.ts';

export type Kind = 'project' | 'app';

// biome-ignore format: one list
const RESERVED = new Set([
  'await', 'break', 'case', 'catch', 'class', 'const', 'continue', 'debugger', 'default', 'delete', 'do', 'else', 'enum', 'export',
  'extends', 'false', 'finally', 'for', 'function', 'if', 'implements', 'import', 'in', 'instanceof', 'interface', 'let', 'new', 'null',
  'package', 'private', 'protected', 'public', 'return', 'static', 'super', 'switch', 'this', 'throw', 'true', 'try', 'typeof', 'var',
  'void', 'while', 'with', 'yield',
]);

/**
 * Refuse a name that cannot be a folder of importable modules, or that something else has already.
 * @param folder where installed packages are looked for
 * @throws CommandError with Django's reason
 */
export function validateName(
  name: string,
  kind: Kind,
  folder: string,
  what: 'name' | 'directory' = 'name',
): void {
  const article = kind === 'app' ? 'an' : 'a';
  if (!/^[\p{ID_Start}_][\p{ID_Continue}]*$/u.test(name) || RESERVED.has(name)) {
    const kindOfName = what === 'name' ? `${kind} name` : `${kind} directory`;
    throw new CommandError(
      `'${name}' is not a valid ${kindOfName}. Please make sure the ${what} is a valid identifier.`,
      suggestion(name),
    );
  }
  const taken = takenBy(name, folder);
  if (taken !== undefined) {
    throw new CommandError(
      `'${name}' conflicts with the name of an existing ${taken} and cannot be used as ${article} ${kind} ${what}. Please try another ${what}.`,
    );
  }
}

/** `first-pjt` could be `first_pjt`. */
function suggestion(name: string): string | undefined {
  const better = name.replace(/[^\p{ID_Continue}]+/gu, '_').replace(/^(?=\d)/, '_');
  return better !== name && /[\p{ID_Start}]/u.test(better) ? `For example: ${better}.` : undefined;
}

function takenBy(name: string, folder: string): string | undefined {
  if (name === 'jango') return 'package';
  if (builtinModules.some((builtin) => builtin.replace(/^node:/, '') === name)) return 'Node.js module';
  for (let at = folder; ; at = path.dirname(at)) {
    if (isFolder(path.join(at, 'node_modules', name))) return 'package';
    if (at === path.dirname(at)) return undefined;
  }
}
