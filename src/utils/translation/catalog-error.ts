import { FrameworkError } from '../../core/errors/framework-error.ts';

/** A catalogue of translations, `locale/<language>/LC_MESSAGES/django.mo` or `.po`, cannot be read. */
export class CatalogError extends FrameworkError {
  /** The file, absolute. */
  readonly file: string;

  constructor(file: string, problem: string, options?: ErrorOptions) {
    const hint = file.endsWith('.mo')
      ? 'Make it anew from its .po file: `node manage.js compilemessages`.'
      : 'Correct the file; what it has to look like is in the manual of GNU gettext.';
    super('translation.catalog', `The translations in ${file} cannot be read: ${problem}.`, hint, options);
    this.file = file;
  }
}
