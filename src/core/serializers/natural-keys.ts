import type { AnyModel, ModelClass } from '../../db/models/model.ts';
import type { Awaitable } from '../../utils/awaitable.ts';

interface WithNaturalKey {
  naturalKey(): Awaitable<readonly unknown[]>;
}

interface NaturalManager {
  dbManager(alias: string): NaturalManager;
  getByNaturalKey(...key: unknown[]): Promise<AnyModel>;
}

/** Whether instances of a model have a `naturalKey()`. */
export function hasNaturalKey(model: ModelClass): boolean {
  return typeof (model.prototype as Partial<WithNaturalKey>).naturalKey === 'function';
}

export async function naturalKeyOf(instance: AnyModel): Promise<readonly unknown[]> {
  return (instance as unknown as WithNaturalKey).naturalKey();
}

/** Labels of the models whose rows have to be there first, which a model may name: `static naturalKeyDependencies = ['auth.User']`. */
export function naturalKeyDependencies(model: ModelClass): readonly string[] {
  return (model as { naturalKeyDependencies?: readonly string[] }).naturalKeyDependencies ?? [];
}

/** The manager that finds objects of a model by their natural key; undefined when it cannot. */
export function naturalManager(model: ModelClass, using: string): NaturalManager | undefined {
  const manager = model._meta.defaultManager as unknown as NaturalManager;
  return typeof manager.getByNaturalKey === 'function' ? manager.dbManager(using) : undefined;
}
