import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';

export default defineMigration({
  dependencies: [['auth', '0001_initial']],
  operations: [
    new AlterField({
      modelName: 'permission',
      name: 'name',
      field: new CharField({ maxLength: 255, verboseName: 'name' }),
    }),
  ],
});
