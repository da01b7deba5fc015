import { defineMigration } from '../../../db/migrations/migration.ts';
import { RunCode } from '../../../db/migrations/operations/run-code.ts';
import { revertProxyPermissions, updateProxyPermissions } from '../proxy-permissions.ts';

export default defineMigration({
  dependencies: [
    ['auth', '0010_alter_group_name_max_length'],
    ['contenttypes', '0002_remove_content_type_name'],
  ],
  operations: [new RunCode({ code: updateProxyPermissions, reverseCode: revertProxyPermissions })],
});
