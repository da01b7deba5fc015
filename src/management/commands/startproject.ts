import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { getRandomString } from '../../utils/crypto.ts';
import { isFile } from '../../utils/module-file.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { mergeGitignore } from '../scaffold/gitignore.ts';
import { install, notInstalled, packageManager } from '../scaffold/install.ts';
import { isCommonJs, mergeManifest, readManifest } from '../scaffold/manifest.ts';
import { projectNeeds } from '../scaffold/project-needs.ts';
import { skeletonFiles, writeSkeleton } from '../scaffold/skeleton.ts';
import { targetFolder } from '../scaffold/target-folder.ts';
import { validateName } from '../scaffold/validate-name.ts';

const SECRET_KEY_CHARACTERS = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';

interface StartprojectOptions {
  skipInstall?: boolean;
}

/** `startproject mysite .`: the files of a new project, in this folder or a new one. */
export default class Startproject extends BaseCommand<StartprojectOptions> {
  override help = 'Make the files of a new project, in the given folder or in a new one of its name.';
  override requiresSetup = false;

  override addArguments(parser: Command): void {
    parser
      .argument('<name>', 'Name of the project; its settings go to a folder of this name.')
      .argument('[directory]', "Where to put it: '.' for this folder.")
      .option('--skip-install', "Don't install the packages that the project needs to run.");
  }

  handle(options: StartprojectOptions & CommonOptions, name: string, directory?: string): void {
    validateName(name, 'project', process.cwd());
    const folder = targetFolder('project', name, directory);
    const needs = projectNeeds(name);
    const manifest = readManifest(folder);
    const secretKey = `jango-insecure-${getRandomString(50, SECRET_KEY_CHARACTERS)}`;
    const files = skeletonFiles('project', { name, secretKey });
    const ignored = files.find((file) => file.name === '.gitignore')!;
    writeSkeleton(
      folder,
      files.filter((file) => file !== ignored && !isOwnSetting(folder, file.name)),
    );
    addGitignore(path.join(folder, '.gitignore'), ignored.text);
    writeFileSync(path.join(folder, 'package.json'), mergeManifest(manifest, needs));
    if (manifest !== undefined && isCommonJs(manifest)) {
      this.stdout.write(
        this.style.warning(
          'package.json said "type": "commonjs"; a project is ES modules, so it now says "module".',
        ),
      );
    }
    const runs = this.#installMissing(folder, Object.keys(needs.dependencies), options.skipInstall === true);
    if (options.verbosity > 0) this.#tellNextSteps(name, folder, runs);
  }

  /** Packages without which the next command would fail are installed now. @returns whether the project can run */
  #installMissing(folder: string, packages: readonly string[], skip: boolean): boolean {
    const absent = notInstalled(folder, packages);
    if (absent.length === 0) return true;
    if (skip) return false;
    const manager = packageManager();
    this.stdout.write(`Installing ${absent.join(', ')} with ${manager}...`);
    if (install(folder, manager)) return true;
    this.stderr.write(this.style.warning(`${manager} install did not succeed; run it again in ${folder}.`));
    return false;
  }

  #tellNextSteps(name: string, folder: string, runs: boolean): void {
    const where = path.relative(process.cwd(), folder);
    const steps = [
      where === '' ? '' : `  cd ${where}`,
      runs ? '' : `  ${packageManager()} install`,
      '  node manage.js runserver',
    ].filter((step) => step !== '');
    const types = runs
      ? `\n\`${packageManager()} install\` brings TypeScript, for your editor and \`npx tsc\`.`
      : '';
    this.stdout.write(
      `${this.style.success(`Project '${name}' is ready.`)} Next:\n${steps.join('\n')}${types}`,
    );
  }
}

/** Whether somebody has set up their editor already; what they chose stays. */
function isOwnSetting(folder: string, name: string): boolean {
  return name.startsWith('.vscode') && isFile(path.join(folder, name));
}

function addGitignore(file: string, wanted: string): void {
  const text = mergeGitignore(isFile(file) ? readFileSync(file, 'utf8') : '', wanted);
  if (text !== undefined) writeFileSync(file, text);
}
