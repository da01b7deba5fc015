import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';

export default defineMigration({
  dependencies: [['auth', '0008_alter_user_username_max_length']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'lastName',
      field: new CharField({ blank: true, maxLength: 150, verboseName: 'last name' }),
    }),
  ],
});
