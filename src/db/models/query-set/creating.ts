import { FieldError } from '../../../core/errors/field-error.ts';
import { isThenable } from '../../../utils/awaitable.ts';
import { choicesHint } from '../../../utils/choices-hint.ts';
import { hasSetter } from '../../../utils/has-setter.ts';
import { currentBlock } from '../../backends/base/transaction-scope.ts';
import { connections } from '../../connections.ts';
import { IntegrityError } from '../../errors.ts';
import { LOOKUP_SEP } from '../../sql/names.ts';
import { atomic } from '../../transaction.ts';
import { assignValues } from '../assign-values.ts';
import type { Field } from '../fields/field.ts';
import { type AnyModel, Model } from '../model.ts';
import { checkDatabases, insertNow } from '../save.ts';
import { newInstance } from '../set-fields.ts';
import { keywordsOf } from './keywords.ts';
import { ReadingQuerySet } from './reading.ts';
import { isStartedAgain, startsAgain, TakenMeanwhile } from './taken-meanwhile.ts';

type Values = Readonly<Record<string, unknown>>;

/** The methods that make one row, or find it. */
export abstract class CreatingQuerySet extends ReadingQuerySet {
  create(values: Values = {}): Promise<unknown> {
    try {
      const instance = newInstance(this.model, keywordsOf('create', values) as Values);
      const using = this.dbForWrite;
      if (this.state.alias === undefined) checkDatabases(instance, using);
      const saved = hasOwnSave(instance)
        ? instance.save({ forceInsert: true, using })
        : insertNow(instance, using);
      return isThenable(saved) ? Promise.resolve(saved).then(() => instance) : Promise.resolve(instance);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  async getOrCreate(conditions: Values, options: { defaults?: Values } = {}): Promise<[unknown, boolean]> {
    keywordsOf('getOrCreate', conditions);
    const using = this.dbForWrite;
    const found = await this.using(using).findOne(conditions);
    if (found !== undefined) return [found, false];
    const values = await this.createValues(conditions, options.defaults ?? {});
    try {
      return [await atomic(() => this.create(values), { using }), true];
    } catch (error) {
      if (!(error instanceof IntegrityError)) throw error;
      if (isStartedAgain(this)) throw new TakenMeanwhile(error);
      const other = await this.using(using).findOne(conditions);
      if (other !== undefined) return [other, false];
      throw error;
    }
  }

  async updateOrCreate(
    conditions: Values,
    options: { defaults?: Values; createDefaults?: Values } = {},
  ): Promise<[unknown, boolean]> {
    const using = this.dbForWrite;
    const locked = this.using(using).selectForUpdate() as this;
    const write = (): Promise<[unknown, boolean]> =>
      atomic(() => this.#updateOrCreate(locked, conditions, options), { using });
    const { keepsLocksOfFailedInserts } = connections.get(using).features;
    if (!keepsLocksOfFailedInserts || currentBlock(using) !== undefined) return write();
    startsAgain(locked);
    try {
      return await write();
    } catch (error) {
      if (!(error instanceof TakenMeanwhile)) throw error;
      return atomic(() => this.#updateTaken(locked, conditions, options.defaults ?? {}, error), { using });
    }
  }

  async #updateOrCreate(
    locked: this,
    conditions: Values,
    { defaults = {}, createDefaults = defaults }: { defaults?: Values; createDefaults?: Values },
  ): Promise<[unknown, boolean]> {
    const [object, created] = await locked.getOrCreate(conditions, { defaults: createDefaults });
    if (!created) await this.#updateFound(object as AnyModel, defaults);
    return [object, created];
  }

  /** In a transaction of its own: the one that failed to insert the row holds a lock that others, who failed like it, wait for. */
  async #updateTaken(
    locked: this,
    conditions: Values,
    defaults: Values,
    { cause }: TakenMeanwhile,
  ): Promise<[unknown, boolean]> {
    const object = await locked.findOne(conditions);
    if (object === undefined) throw cause;
    await this.#updateFound(object as AnyModel, defaults);
    return [object, false];
  }

  async #updateFound(instance: AnyModel, defaults: Values): Promise<void> {
    const values = await resolved(defaults);
    assignValues(instance, values);
    await instance.save({ using: this.dbForWrite, ...this.onlyThese(values) });
  }

  /** Only what was given is written, with what sets itself on every save. */
  protected onlyThese(values: Values): { updateFields?: readonly string[] } {
    const { _meta: meta } = this.model;
    const names = Object.keys(values);
    const fields = names.map((name) => meta.fieldsMap.get(name));
    if (
      !fields.every(
        (field) =>
          field !== undefined && 'attname' in field && field.concrete && !meta.pkFields.includes(field),
      )
    )
      return {};
    const automatic = meta.localConcreteFields.filter(
      (field) => !meta.pkFields.includes(field) && !names.includes(field.name) && hasOwnPreSave(field),
    );
    return { updateFields: [...names, ...automatic.map((field) => field.name)] };
  }

  protected async findOne(conditions: Values): Promise<unknown> {
    try {
      return await this.get(conditions);
    } catch (error) {
      if (error instanceof this.model.DoesNotExist) return undefined;
      throw error;
    }
  }

  protected async createValues(conditions: Values, defaults: Values): Promise<Values> {
    const given = Object.entries(conditions).filter(([name]) => !name.includes(LOOKUP_SEP));
    const values = { ...Object.fromEntries(given), ...(await resolved(defaults)) };
    const { _meta: meta } = this.model;
    for (const name of Object.keys(values)) {
      if (name === 'pk' || meta.fieldsMap.has(name)) continue;
      if (hasSetter(this.model.prototype, name)) continue;
      throw new FieldError(
        `Invalid field name(s) for model ${meta.objectName}: '${name}'.`,
        choicesHint(
          name,
          meta.concreteFields.map((field) => field.name),
        ),
      );
    }
    return values;
  }
}

function hasOwnSave({ save, _meta: meta }: AnyModel): boolean {
  return save !== Model.prototype.save || meta.fieldsBeforeSave.length > 0;
}

function hasOwnPreSave(field: Field): boolean {
  return 'autoNow' in field || 'uploadTo' in field;
}

/** Functions among the values are called for theirs. */
async function resolved(values: Values): Promise<Values> {
  const entries = Object.entries(values).map(async ([name, value]) => {
    const called: unknown =
      typeof value === 'function' && !('prototype' in value && value.prototype)
        ? await (value as () => unknown)()
        : value;
    return [name, called] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
