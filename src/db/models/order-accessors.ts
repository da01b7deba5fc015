import { capfirst } from '../../utils/case.ts';
import { ModelValueError } from './errors.ts';
import type { Field } from './fields/field.ts';
import { isKeySet } from './key-is-set.ts';
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
      const ordered = [...keys].map((pk, place) => Object.assign(new opts.model({ pk }), { _order: place }));
      await rows(this).bulkUpdate(ordered as never[], ['_order' as never]);
    },
  };
  installNextInOrder(opts, relation);
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
  checkSaved(instance);
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

function checkSaved(instance: AnyModel): void {
  if (isKeySet(instance.pk)) return;
  throw new ModelValueError(
    'The next and the previous row cannot be asked of an unsaved object.',
    `Save ${instance} first.`,
  );
}

/** `answer.getNextInOrder()` and `answer.getPreviousInOrder()`, among the rows of the same related object. */
function installNextInOrder(opts: Options, relation: Field): void {
  const step = (forward: boolean) =>
    async function (this: AnyModel): Promise<AnyModel> {
      checkSaved(this);
      const [beyond, sign] = forward ? ['gt', ''] : ['lt', '-'];
      const rows = opts.defaultManager.using(this._state.db ?? null);
      const own = rows.filter({ pk: this.pk }).values('_order' as never);
      return rows
        .filter({ [relation.attname]: relation.valueFromObject(this), [`_order__${beyond}`]: own })
        .orderBy(`${sign}_order` as never)
        .slice(0, 1)
        .get();
    };
  for (const [name, forward] of [
    ['getNextInOrder', true],
    ['getPreviousInOrder', false],
  ] as const)
    Object.defineProperty(opts.model.prototype, name, {
      value: step(forward),
      configurable: true,
      writable: true,
    });
}
