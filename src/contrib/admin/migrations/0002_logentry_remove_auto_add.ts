import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { now } from '../../../utils/timezone.ts';

export default defineMigration({
  dependencies: [['admin', '0001_initial']],
  operations: [
    new AlterField({
      modelName: 'logentry',
      name: 'actionTime',
      field: new DateTimeField({ verboseName: 'action time', default: now, editable: false }),
    }),
  ],
});
