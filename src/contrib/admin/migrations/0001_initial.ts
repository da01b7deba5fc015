import { settings } from '../../../conf/configure.ts';
import { defineMigration } from '../../../db/migrations/migration.ts';
import { CreateModel } from '../../../db/migrations/operations/create-model.ts';
import { swappableDependency } from '../../../db/migrations/swappable.ts';
import { AutoField } from '../../../db/models/fields/auto-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { ForeignKey } from '../../../db/models/fields/foreign-key.ts';
import { PositiveSmallIntegerField } from '../../../db/models/fields/integer-kinds.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';
import { CASCADE, SET_NULL } from '../../../db/models/on-delete.ts';
import { LogEntryManager } from '../log-entry-manager.ts';

export default defineMigration({
  dependencies: [swappableDependency(settings.AUTH_USER_MODEL), ['contenttypes', '__first__']],
  operations: [
    new CreateModel({
      name: 'LogEntry',
      fields: {
        id: new AutoField({ verboseName: 'ID', serialize: false, autoCreated: true, primaryKey: true }),
        actionTime: new DateTimeField({ autoNow: true, verboseName: 'action time' }),
        objectId: new TextField({ null: true, verboseName: 'object id', blank: true }),
        objectRepr: new CharField({ maxLength: 200, verboseName: 'object repr' }),
        actionFlag: new PositiveSmallIntegerField({ verboseName: 'action flag' }),
        changeMessage: new TextField({ verboseName: 'change message', blank: true }),
        contentType: new ForeignKey({
          onDelete: SET_NULL,
          blank: true,
          null: true,
          to: 'contenttypes.ContentType',
          verboseName: 'content type',
        }),
        user: new ForeignKey({ to: settings.AUTH_USER_MODEL, onDelete: CASCADE, verboseName: 'user' }),
      },
      options: {
        ordering: ['-actionTime'],
        dbTable: 'django_admin_log',
        verboseName: 'log entry',
        verboseNamePlural: 'log entries',
      },
      managers: { objects: new LogEntryManager() },
    }),
  ],
});
