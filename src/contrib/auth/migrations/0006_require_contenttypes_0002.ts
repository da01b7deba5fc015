import { defineMigration } from '../../../db/migrations/migration.ts';

export default defineMigration({
  dependencies: [
    ['auth', '0005_alter_user_last_login_null'],
    ['contenttypes', '0002_remove_content_type_name'],
  ],
  // Content types are made after `migrate`, and by then they must have lost their name.
  operations: [],
});
