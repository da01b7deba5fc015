import { capfirst } from '../../utils/case.ts';
import type { Field } from './fields/field.ts';
import type { AnyModel, ModelClass } from './model.ts';
import type { Options } from './options.ts';

type Lookups = Record<string, unknown>;

/**
 * For a model with `orderWithRespectTo`: `question.getAnswerOrder()` gives the keys of its answers in order, and
 * `question.setAnswerOrder([3, 1, 2])` puts them in another.
 */
export function installOrderAccessors(opts: Options, relation: Field): void {
  const target = relation.remoteField!.model();
  const rows = (instance: AnyModel) => opts.defaultManager.filter({ [relation.name]: instance });
  const methods = {
    [`get${capfirst(opts.objectName)}Order`](this: AnyModel) {
      return rows(this).orderBy('_order').valuesList('pk', { flat: true });
    },
    async [`set${capfirst(opts.objectName)}Order`](this: AnyModel, keys: Iterable<unknown>) {
      let place = 0;
      for (const pk of keys) {
        await rows(this).filter({ pk }).update({ _order: place++ });
      }
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(target.prototype, name, { value, configurable: true, writable: true });
  }
}

/** `getNextByCreatedAt()` and `getPreviousByCreatedAt()`, for a date that is never null. */
export function installNextBy(opts: Options, field: Field): void {
  const step = (forward: boolean) =>
    function (this: AnyModel, conditions: Lookups = {}): Promise<AnyModel> {
      return neighbour(this, field, forward, conditions);
    };
  for (const [word, forward] of [
    ['Next', true],
    ['Previous', false],
  ] as const) {
    const name = `get${word}By${capfirst(field.name)}`;
    if (name in opts.model.prototype) continue;
    Object.defineProperty(opts.model.prototype, name, {
      value: step(forward),
      configurable: true,
      writable: true,
    });
  }
}

/** The row after (or before) this one by a date; of several with the same date, by primary key. */
async function neighbour(
  instance: AnyModel,
  field: Field,
  forward: boolean,
  conditions: Lookups,
): Promise<AnyModel> {
  const model = instance.constructor as unknown as ModelClass;
  const [beyond, sign] = forward ? ['gt', ''] : ['lt', '-'];
  const value = field.valueFromObject(instance);
  const rows = model._meta.defaultManager.using(instance._state.db ?? null).filter(conditions);
  const later = rows.filter({ [`${field.name}__${beyond}`]: value });
  const same = rows.filter({ [field.name]: value, [`pk__${beyond}`]: instance.pk });
  const found = await later.or(same).orderBy(`${sign}${field.name}`, `${sign}pk`).first();
  if (found !== null) return found;
  throw new model.DoesNotExist(`${model._meta.objectName} matching query does not exist.`);
}
