import type { Command } from 'commander';
import { apps } from '../../apps/registry.ts';
import { CRITICAL, DEBUG, ERROR, INFO, WARNING } from '../../core/checks/messages.ts';
import { tagsAvailable } from '../../core/checks/registry.ts';
import { nearest } from '../../utils/nearest.ts';
import { BaseCommand, type CommonOptions } from '../base-command.ts';
import { checkProject } from '../check-project.ts';
import { CommandError } from '../command-error.ts';
import { registerSystemChecks } from '../system-checks.ts';

const LEVELS = { CRITICAL, ERROR, WARNING, INFO, DEBUG } as const;

interface CheckOptions {
  tag?: readonly string[];
  listTags: boolean;
  deploy: boolean;
  failLevel: keyof typeof LEVELS;
  database?: readonly string[];
}

/** `check`: look through the whole project, or some of its apps, for mistakes. */
export default class Check extends BaseCommand<CheckOptions> {
  override help = 'Look for mistakes in the project: models, URLs, templates, settings.';
  override requiresSystemChecks = false;

  override addArguments(parser: Command): void {
    parser
      .argument('[apps...]', 'Labels of the apps to look at; all of them otherwise.')
      .option('-t, --tag <tags...>', 'Run only the checks with these tags.')
      .option('--list-tags', 'List the tags.', false)
      .option('--deploy', 'Check what matters on a deployed site, too.', false)
      .addOption(
        parser
          .createOption('--fail-level <level>', 'The level of findings that makes the command fail.')
          .choices(Object.keys(LEVELS))
          .default('ERROR'),
      )
      .option('--database <aliases...>', 'Run checks that ask these databases.');
  }

  async handle(options: CheckOptions & CommonOptions, labels: readonly string[]): Promise<void> {
    registerSystemChecks();
    const tags = tagsAvailable(options.deploy);
    if (options.listTags) {
      this.stdout.write(tags.join('\n'));
      return;
    }
    const unknown = options.tag?.find((tag) => !tags.includes(tag));
    if (unknown !== undefined) {
      const near = nearest(unknown, tags);
      throw new CommandError(
        `There is no system check with the "${unknown}" tag.`,
        near === undefined ? `The tags are: ${tags.join(', ')}.` : `Did you mean ${near}?`,
      );
    }
    await checkProject({
      ...(labels.length > 0 && { appConfigs: labels.map((label) => apps.getAppConfig(label)) }),
      ...(options.tag !== undefined && { tags: options.tag }),
      ...(options.database !== undefined && { databases: options.database }),
      includeDeploymentChecks: options.deploy,
      failLevel: LEVELS[options.failLevel],
      displayCount: true,
      stdout: this.stdout,
      stderr: this.stderr,
    });
  }
}
