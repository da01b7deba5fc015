import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterField } from '../../../db/migrations/operations/alter-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { UnicodeUsernameValidator } from '../username-validator.ts';

export default defineMigration({
  dependencies: [['auth', '0007_alter_validators_add_error_messages']],
  operations: [
    new AlterField({
      modelName: 'user',
      name: 'username',
      field: new CharField({
        errorMessages: { unique: 'A user with that username already exists.' },
        verboseName: 'username',
        maxLength: 150,
        unique: true,
        helpText: 'Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.',
        validators: [new UnicodeUsernameValidator()],
      }),
    }),
  ],
});
