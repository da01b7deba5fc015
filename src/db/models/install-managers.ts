import type { ModelClass } from './model.ts';
import type { ModelManager, Options } from './options.ts';
import { persistence } from './persistence.ts';

/** The managers that classes have of their parents, and did not declare. */
const copies = new WeakSet<ModelManager>();

/**
 * Bind the managers of a class: its own static ones, copies of its parents', and a plain `objects` when there is none.
 * A class whose managers are asked for before the query side is loaded gets them then.
 */
export function installManagers(model: ModelClass): void {
  const found = declaredManagers(model);
  for (const [name, manager] of found) bind(model, name, manager);
  model._meta.managerNames = namesOf(model);
  if (model._meta.abstract) return;
  if (found.size === 0) installDefault(model);
  Object.defineProperty(model._meta, 'plainManager', {
    configurable: true,
    get: () => {
      const manager = persistence().createManager();
      manager.contributeToClass(model, '_baseManager');
      Object.defineProperty(model._meta, 'plainManager', { value: manager, configurable: true });
      return manager;
    },
  });
}

/** A model that names no default manager, and declares none, goes by its parent's; one that names no base manager, too. */
function namesOf(model: ModelClass): Options['managerNames'] {
  const { defaultManagerName, baseManagerName } = model._meta;
  const parent = (Object.getPrototypeOf(model) as ModelClass)._meta as Options | undefined;
  const own = Object.values(Object.getOwnPropertyDescriptors(model));
  const declares = own.some(({ value }) => isManager(value) && !copies.has(value));
  return {
    default: defaultManagerName ?? (declares ? null : (parent?.defaultManagerName ?? null)),
    base: baseManagerName ?? parent?.managerNames.base ?? null,
  };
}

/** Managers by name, nearest class first, in the order of their declaration. The class of all models has none. */
function declaredManagers(model: ModelClass): ReadonlyMap<string, ModelManager> {
  const found = new Map<string, ModelManager>();
  for (let type: object = model; parentOf(type) !== Function.prototype; type = parentOf(type)) {
    for (const name of Object.getOwnPropertyNames(type)) {
      const value: unknown = Object.getOwnPropertyDescriptor(type, name)!.value;
      if (isManager(value) && !found.has(name)) found.set(name, type === model ? value : copyOf(value));
    }
  }
  return found;
}

function copyOf(manager: ModelManager): ModelManager {
  const copy = manager.clone();
  copies.add(copy);
  return copy;
}

function parentOf(type: object): object {
  return Object.getPrototypeOf(type) as object;
}

function isManager(value: unknown): value is ModelManager {
  return typeof value === 'object' && value !== null && 'contributeToClass' in value && 'clone' in value;
}

function bind(model: ModelClass, name: string, manager: ModelManager): void {
  manager.contributeToClass(model, name);
  model._meta.managers.set(name, manager);
  Object.defineProperty(model, name, {
    value: manager,
    configurable: true,
    writable: true,
    enumerable: true,
  });
}

function installDefault(model: ModelClass): void {
  const manager = persistence().createManager();
  bind(model, 'objects', manager);
}
