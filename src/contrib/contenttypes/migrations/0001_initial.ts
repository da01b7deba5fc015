import { defineMigration } from '../../../db/migrations/migration.ts';
import { AlterUniqueTogether } from '../../../db/migrations/operations/alter-together.ts';
import { CreateModel } from '../../../db/migrations/operations/create-model.ts';
import { AutoField } from '../../../db/models/fields/auto-field.ts';
import { CharField } from '../../../db/models/fields/char-field.ts';
import { ContentTypeManager } from '../content-type-manager.ts';

export default defineMigration({
  operations: [
    new CreateModel({
      name: 'ContentType',
      fields: {
        id: new AutoField({ verboseName: 'ID', serialize: false, autoCreated: true, primaryKey: true }),
        name: new CharField({ maxLength: 100 }),
        appLabel: new CharField({ maxLength: 100 }),
        model: new CharField({ maxLength: 100, verboseName: 'python model class name' }),
      },
      options: {
        ordering: ['name'],
        dbTable: 'django_content_type',
        verboseName: 'content type',
        verboseNamePlural: 'content types',
      },
      managers: { objects: new ContentTypeManager() },
    }),
    new AlterUniqueTogether({ name: 'contenttype', uniqueTogether: [['appLabel', 'model']] }),
  ],
});
