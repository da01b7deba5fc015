import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** Migrations that depend on each other in a circle. */
export class CircularDependencyError extends FrameworkError {
  constructor(cycle: readonly string[]) {
    super(
      'migrations.circular-dependency',
      `Migrations depend on each other in a circle: ${cycle.join(' -> ')}.`,
      'Split one of them in two, so that the relation that closes the circle is added by a later migration.',
    );
  }
}
