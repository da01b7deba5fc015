import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { EmailField } from '../../../db/models/fields/text-kinds.ts';

export default defineMigration({
  dependencies: [['auth', '0002_alter_permission_name_max_length']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'email',
      field: new EmailField({ verboseName: 'email address', blank: true }),
    }),
  ],
});
