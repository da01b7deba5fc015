import { Apps } from '../../apps/registry.ts';
import { BigAutoField } from '../models/fields/auto-field.ts';
import { CharField } from '../models/fields/char-field.ts';
import { DateTimeField } from '../models/fields/date-time-field.ts';
import type { ModelClass } from '../models/model.ts';
import { createModel } from '../models/registration.ts';
import { MIGRATIONS_TABLE } from './recorder.ts';

let model: ModelClass | undefined;

/** The model of the table of applied migrations; it belongs to no app. */
export function recordModel(): ModelClass {
  model ??= createModel('Migration', {
    appLabel: 'migrations',
    fields: {
      id: new BigAutoField({ verboseName: 'ID', primaryKey: true, autoCreated: true, serialize: false }),
      app: new CharField({ maxLength: 255 }),
      name: new CharField({ maxLength: 255 }),
      applied: new DateTimeField({ default: () => new Date() }),
    },
    meta: { dbTable: MIGRATIONS_TABLE },
    apps: new Apps(),
  });
  return model;
}
