import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { PositiveSmallIntegerField } from '../../../db/models/fields/integer-kinds.ts';

export default defineMigration({
  dependencies: [['admin', '0002_logentry_remove_auto_add']],
  operations: [
    new AlterField({
      modelName: 'logentry',
      name: 'actionFlag',
      field: new PositiveSmallIntegerField({
        choices: [
          [1, 'Addition'],
          [2, 'Change'],
          [3, 'Deletion'],
        ],
        verboseName: 'action flag',
      }),
    }),
  ],
});
