import { shownValue } from '../../utils/shown-value.ts';
import { ModelValueError } from './errors.ts';
import type { RuntimeManager } from './manager.ts';
import type { ModelClass } from './model.ts';

type ManagerClass = new () => RuntimeManager;

/**
 * For `author.books.manager('published')`: the class of a relation's managers that extends another manager's, made once for each.
 * @param make a class for the relation over a class of managers
 */
export function classesByManager(
  model: ModelClass,
  make: (Base: ManagerClass) => ManagerClass,
): (manager: unknown) => ManagerClass {
  const made = new WeakMap<ManagerClass, ManagerClass>();
  return (manager) => {
    const Base = managerOf(model, manager).constructor as ManagerClass;
    let type = made.get(Base);
    if (type === undefined) {
      type = make(Base);
      made.set(Base, type);
    }
    return type;
  };
}

/** @throws ModelValueError for what is no manager of the model, with those that there are */
function managerOf(model: ModelClass, given: unknown): RuntimeManager {
  const { managers, objectName } = model._meta;
  for (const [name, manager] of managers)
    if (given === name || given === manager) return manager as unknown as RuntimeManager;
  throw new ModelValueError(
    `${objectName} has no manager ${shownValue(given)}.`,
    `Its managers are: ${[...managers.keys()].join(', ')}.`,
  );
}
