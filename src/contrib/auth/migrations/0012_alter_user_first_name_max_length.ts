import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';

export default defineMigration({
  dependencies: [['auth', '0011_update_proxy_permissions']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'firstName',
      field: new CharField({ blank: true, maxLength: 150, verboseName: 'first name' }),
    }),
  ],
});
