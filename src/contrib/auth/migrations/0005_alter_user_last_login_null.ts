import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';

export default defineMigration({
  dependencies: [['auth', '0004_alter_user_username_opts']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'lastLogin',
      field: new DateTimeField({ null: true, verboseName: 'last login', blank: true }),
    }),
  ],
});
