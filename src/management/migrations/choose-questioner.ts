import { PreparedQuestioner, parseAnswers } from '../../db/migrations/questioner/prepared.ts';
import type { Questioner } from '../../db/migrations/questioner/questioner.ts';
import type { Output } from '../output.ts';

/** Milliseconds that an answer may take to come through a pipe. */
const PATIENCE = 3000;

export interface QuestionerOptions {
  /** False for `--noinput`. */
  input: boolean;
  check: boolean;
  dryRun: boolean;
  rename: readonly string[];
  default: readonly string[];
}

/** Who answers the questions of `makemigrations`: flags first, then a person, a pipe, or nobody. */
export async function chooseQuestioner(
  options: QuestionerOptions,
  stdout: Output,
  stderr: Output,
): Promise<Questioner> {
  const answers = {
    renames: parseAnswers('--rename', options.rename),
    defaults: parseAnswers('--default', options.default),
  };
  const next = await someone(options, stdout, stderr);
  if (!options.dryRun || !options.input) return new PreparedQuestioner(answers, next);
  const { WithoutDefaults } = await import('../../db/migrations/questioner/without-defaults.ts');
  return new PreparedQuestioner(answers, new WithoutDefaults(next));
}

async function someone({ check, input }: QuestionerOptions, stdout: Output, stderr: Output) {
  if (check) {
    const { PermissiveQuestioner } = await import('../../db/migrations/questioner/permissive.ts');
    return new PermissiveQuestioner();
  }
  const { SilentQuestioner } = await import('../../db/migrations/questioner/silent.ts');
  const silent = new SilentQuestioner((text) => stderr.write(text));
  if (!input) return silent;
  const { InteractiveQuestioner } = await import('../../db/migrations/questioner/interactive.ts');
  const prompt = await import('../prompt.ts');
  const asking = new InteractiveQuestioner({ ...prompt, say: (text) => stdout.write(text) });
  if (prompt.isInteractive()) return asking;
  const { PipedQuestioner } = await import('./piped-questioner.ts');
  const { keyboard } = await import('../keyboard.ts');
  keyboard.patience = PATIENCE;
  return new PipedQuestioner(asking, silent, () => keyboard.hasInput());
}
