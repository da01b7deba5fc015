import { AppConfig, Apps } from 'jango/apps';
import { models, Q } from 'jango/db';
import type { ModelState } from 'jango/db/migrations';
import { modelStateOf } from '../../../../src/db/migrations/state/model-state-of.ts';
import { createModel } from '../../../../src/db/models/registration.ts';
import type { AnyField } from './build-field.ts';

class LiveManager<M extends models.Model> extends models.Manager<M> {
  override readonly useInMigrations = true;
}

/** Fields that a model has by itself: keys, and what its relations to join models go by. */
const OWN = new Set(['id', 'key', 'left', 'right', 'joined']);

/**
 * The same model when an abstract parent declares most of its fields, and a manager, an index and a constraint beside them,
 * whose names are the child's.
 */
export function withAbstractParent(state: ModelState): ModelState {
  const apps = new Apps();
  const config = new AppConfig();
  config.name = config.label = state.appLabel;
  apps.addAppConfig(config);
  const { appLabel, name, options } = state;
  const pick = (own: boolean): Record<string, AnyField> =>
    Object.fromEntries([...state.fields].filter(([field]) => OWN.has(field) === own)) as never;
  const shared = {
    indexes: [new models.Index({ fields: ['num'], name: '%(app_label)s_%(class)s_num' })],
    constraints: [
      new models.CheckConstraint({ condition: Q({ num__gt: 0 }), name: '%(app_label)s_%(class)s_ok' }),
    ],
  };
  const base = createModel('Base', {
    appLabel,
    apps,
    fields: pick(false) as never,
    managers: { objects: new models.Manager(), live: new LiveManager() },
    meta: { abstract: true, ...shared },
  });
  const meta = {
    ...options,
    indexes: [...shared.indexes, ...(options.indexes ?? [])],
    constraints: [...shared.constraints, ...(options.constraints ?? [])],
  };
  const child = createModel(name, {
    appLabel,
    apps,
    fields: pick(true) as never,
    base: base as never,
    meta: meta as never,
  });
  return modelStateOf(child as never);
}
