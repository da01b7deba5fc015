import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** Several migrations of an app begin with what was typed. */
export class AmbiguityError extends FrameworkError {
  constructor(appLabel: string, prefix: string, names: readonly string[]) {
    super(
      'migrations.ambiguity',
      `More than one migration of '${appLabel}' begins with '${prefix}': ${names.join(', ')}.`,
      'Type more of the name.',
    );
  }
}
