import type { AnyModel, ModelClass } from '../model.ts';
import type { Manager } from './manager.ts';

/** An instance of a model that is known at run time only: every name is let through, every value is `unknown`. */
export type LooseModel = AnyModel & Record<string, unknown>;

/** Such a model: what `createModel()` makes, what a data migration gets from `apps.getModel()`. */
export interface LooseModelClass extends ModelClass<LooseModel> {
  readonly objects: Manager<LooseModel>;
}
