import { defineMigration } from '../../../db/migrations/migration.ts';
import { CreateModel } from '../../../db/migrations/operations/create-model.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { TextField } from '../../../db/models/fields/text-field.ts';

export default defineMigration({
  operations: [
    new CreateModel({
      name: 'Session',
      fields: {
        sessionKey: new CharField({
          maxLength: 40,
          verboseName: 'session key',
          primaryKey: true,
        }),
        sessionData: new TextField({ verboseName: 'session data' }),
        expireDate: new DateTimeField({ verboseName: 'expire date', dbIndex: true }),
      },
      options: { dbTable: 'django_session', verboseName: 'session', verboseNamePlural: 'sessions' },
    }),
  ],
});
