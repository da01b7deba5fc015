import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** A file in a migrations folder holds no migration. */
export class BadMigrationError extends FrameworkError {
  constructor(file: string) {
    super(
      'migrations.bad-migration',
      `${file} has no migration as its default export.`,
      "Write `export default defineMigration({ dependencies: [...], operations: [...] })`, or start the file's name with an underscore if it is none.",
    );
  }
}
