import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';

export default defineMigration({
  dependencies: [['auth', '0009_alter_user_last_name_max_length']],
  operations: [
    new AlterField({
      modelName: 'group',
      name: 'name',
      field: new CharField({ maxLength: 150, unique: true, verboseName: 'name' }),
    }),
  ],
});
