import { defineMigration } from '../../../db/migrations/migration.ts';
import { CreateModel } from '../../../db/migrations/operations/create-model.ts';
import { AutoField } from '../../../db/models/fields/auto-field.ts';
import { BooleanField } from '../../../db/models/fields/boolean-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { DateTimeField } from '../../../db/models/fields/date-time-field.ts';
import { ForeignKey } from '../../../db/models/fields/foreign-key.ts';
import { ManyToManyField } from '../../../db/models/fields/many-to-many-field.ts';
import { EmailField } from '../../../db/models/fields/text-kinds.ts';
import { CASCADE } from '../../../db/models/on-delete.ts';
import { now } from '../../../utils/timezone.ts';
import { GroupManager } from '../group.ts';
import { PermissionManager } from '../permission.ts';
import { UserManager } from '../user-manager.ts';
import { UnicodeUsernameValidator } from '../username-validator.ts';

export default defineMigration({
  dependencies: [['contenttypes', '__first__']],
  operations: [
    new CreateModel({
      name: 'Permission',
      fields: {
        id: new AutoField({ verboseName: 'ID', serialize: false, autoCreated: true, primaryKey: true }),
        name: new CharField({ maxLength: 50, verboseName: 'name' }),
        contentType: new ForeignKey({
          to: 'contenttypes.ContentType',
          onDelete: CASCADE,
          verboseName: 'content type',
        }),
        codename: new CharField({ maxLength: 100, verboseName: 'codename' }),
      },
      options: {
        ordering: ['contentType__appLabel', 'contentType__model', 'codename'],
        uniqueTogether: [['contentType', 'codename']],
        verboseName: 'permission',
        verboseNamePlural: 'permissions',
      },
      managers: { objects: new PermissionManager() },
    }),
    new CreateModel({
      name: 'Group',
      fields: {
        id: new AutoField({ verboseName: 'ID', serialize: false, autoCreated: true, primaryKey: true }),
        name: new CharField({ unique: true, maxLength: 80, verboseName: 'name' }),
        permissions: new ManyToManyField({ to: 'auth.Permission', verboseName: 'permissions', blank: true }),
      },
      options: { verboseName: 'group', verboseNamePlural: 'groups' },
      managers: { objects: new GroupManager() },
    }),
    new CreateModel({
      name: 'User',
      fields: {
        id: new AutoField({ verboseName: 'ID', serialize: false, autoCreated: true, primaryKey: true }),
        password: new CharField({ maxLength: 128, verboseName: 'password' }),
        lastLogin: new DateTimeField({ default: now, verboseName: 'last login' }),
        isSuperuser: new BooleanField({
          default: false,
          helpText: 'Designates that this user has all permissions without explicitly assigning them.',
          verboseName: 'superuser status',
        }),
        username: new CharField({
          helpText: 'Required. 30 characters or fewer. Letters, digits and @/./+/-/_ only.',
          unique: true,
          maxLength: 30,
          verboseName: 'username',
          validators: [new UnicodeUsernameValidator()],
        }),
        firstName: new CharField({ maxLength: 30, verboseName: 'first name', blank: true }),
        lastName: new CharField({ maxLength: 30, verboseName: 'last name', blank: true }),
        email: new EmailField({ maxLength: 75, verboseName: 'email address', blank: true }),
        isStaff: new BooleanField({
          default: false,
          helpText: 'Designates whether the user can log into this admin site.',
          verboseName: 'staff status',
        }),
        isActive: new BooleanField({
          default: true,
          verboseName: 'active',
          helpText:
            'Designates whether this user should be treated as active. Unselect this instead of deleting accounts.',
        }),
        dateJoined: new DateTimeField({ default: now, verboseName: 'date joined' }),
        groups: new ManyToManyField({
          to: 'auth.Group',
          verboseName: 'groups',
          blank: true,
          relatedName: 'user_set',
          relatedQueryName: 'user',
          helpText:
            'The groups this user belongs to. A user will get all permissions granted to each of their groups.',
        }),
        userPermissions: new ManyToManyField({
          to: 'auth.Permission',
          verboseName: 'user permissions',
          blank: true,
          helpText: 'Specific permissions for this user.',
          relatedName: 'user_set',
          relatedQueryName: 'user',
        }),
      },
      options: { swappable: 'AUTH_USER_MODEL', verboseName: 'user', verboseNamePlural: 'users' },
      managers: { objects: new UserManager() },
    }),
  ],
});
