/** A process for the tests: rebuilds the table `shop_book` of a database, and kills itself after a certain statement. */
import { configure } from '../../../../src/conf/configure.ts';
import { connections, models, onQuery } from '../../../../src/db/index.ts';
import { fields, Migration, operations, ProjectState } from '../../../../src/db/migrations/index.ts';

const [database = '', statement = ''] = process.argv.slice(2);
configure({
  SECRET_KEY: 'x',
  BASE_DIR: '/nowhere',
  DATABASES: { default: { ENGINE: 'sqlite3', NAME: database } },
});

const state = new ProjectState();
const created = [
  operations.CreateModel({
    name: 'Author',
    fields: {
      id: fields.BigAutoField({ primaryKey: true }),
      name: fields.CharField({ maxLength: 20, default: 'nobody' }),
    },
  }),
  operations.CreateModel({
    name: 'Book',
    fields: {
      id: fields.BigAutoField({ primaryKey: true }),
      title: fields.CharField({ maxLength: 20 }),
      author: fields.ForeignKey('shop.Author', { onDelete: models.CASCADE, null: true }),
    },
  }),
];
for (const operation of created) operation.stateForwards('shop', state);

onQuery(({ sql }) => {
  if (sql.includes(statement)) process.kill(process.pid, 'SIGKILL');
});
const field = fields.CharField({ maxLength: 20, unique: true });
const operation = operations.AlterField({ modelName: 'book', name: 'title', field });
const editor = await connections.get().schemaEditor();
await editor.run(() => new Migration('shop', '0002', { operations: [operation] }).apply(state, editor));
