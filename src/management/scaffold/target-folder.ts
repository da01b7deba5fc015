import path from 'node:path';
import { isFolder } from '../../utils/module-file.ts';
import { CommandError } from '../command-error.ts';
import { type Kind, validateName } from './validate-name.ts';

/**
 * The folder that a skeleton goes to: the one that was named, made when it is missing, or a new one of this name in the present folder.
 * @throws CommandError when the new one exists already, or a file is in its place
 */
export function targetFolder(kind: Kind, name: string, directory: string | undefined): string {
  const folder = path.resolve(directory ?? name);
  if (directory === undefined && isFolder(folder)) {
    throw new CommandError(
      `'${folder}' already exists.`,
      kind === 'project' ? `To start the project inside it: jango startproject ${name} ${name}` : undefined,
    );
  }
  if (kind === 'app' && directory !== undefined)
    validateName(path.basename(folder), kind, path.dirname(folder), 'directory');
  return folder;
}
