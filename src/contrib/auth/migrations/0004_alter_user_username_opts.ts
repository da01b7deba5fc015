import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { UnicodeUsernameValidator } from '../username-validator.ts';

export default defineMigration({
  dependencies: [['auth', '0003_alter_user_email_max_length']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'username',
      field: new CharField({
        errorMessages: { unique: 'A user with that username already exists.' },
        verboseName: 'username',
        maxLength: 30,
        unique: true,
        helpText: 'Required. 30 characters or fewer. Letters, digits and @/./+/-/_ only.',
        validators: [new UnicodeUsernameValidator()],
      }),
    }),
  ],
});
