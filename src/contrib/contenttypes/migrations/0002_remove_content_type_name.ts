import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { AlterModelOptions } from '../../../db/migrations/operations/alter-model-options.ts';
import { RemoveField } from '../../../db/migrations/operations/remove-field.ts';
import { RunCode } from '../../../db/migrations/operations/run-code.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { restoreNames } from '../restore-names.ts';

export default defineMigration({
  dependencies: [['contenttypes', '0001_initial']],
  operations: [
    new AlterModelOptions({
      name: 'contenttype',
      options: { verboseName: 'content type', verboseNamePlural: 'content types' },
    }),
    new AlterField({
      modelName: 'contenttype',
      name: 'name',
      field: new CharField({ maxLength: 100, null: true }),
    }),
    new RunCode({ code: RunCode.noop, reverseCode: restoreNames }),
    new RemoveField({ modelName: 'contenttype', name: 'name' }),
  ],
});
