import type { Operation } from '../operations/operation.ts';
import { RenameModel } from '../operations/rename-model.ts';
import { settingValue } from '../swappable.ts';
import { type Dependency, fulfils } from './dependency.ts';
import type { Detection, Planned } from './detection.ts';

/** A dependency of an operation, with the operations of this run that do what it waits for. */
export interface Wait {
  readonly dependency: Dependency;
  /** The app that the dependency leads to; of a setting, that of the model which the setting names. */
  readonly appLabel: string;
  readonly awaited: readonly Planned[];
}

export type Waits = ReadonlyMap<Planned, readonly Wait[]>;

/**
 * What each operation waits for. Django lets fewer operations wait than have to, and its order is taken wherever it works;
 * `careful` has all that have to.
 */
export function waitsOf(detection: Detection, careful: boolean): Waits {
  const byModel = groupByModel(detection);
  const find = (one: Planned, dependency: Dependency): Wait => {
    const { appLabel, modelName } = resolved(dependency);
    const candidates = byModel.get(`${appLabel}.${modelName.toLowerCase()}`) ?? [];
    const wanted = { ...dependency, appLabel, modelName };
    const awaited = candidates.filter(
      (other) => other !== one && isAwaited(other, one, careful) && fulfils(other.operation, wanted, careful),
    );
    return { dependency, appLabel, awaited };
  };
  const waits = new Map<Planned, Wait[]>();
  for (const planned of detection.planned.values()) {
    for (const one of planned) {
      const dependencies = careful ? (one.careful ?? one.dependencies) : one.dependencies;
      waits.set(
        one,
        dependencies.map((dependency) => find(one, dependency)),
      );
    }
  }
  if (careful) addRenames(detection, byModel, waits);
  return waits;
}

/** Models that are renamed at once don't wait for each other's names. */
function isAwaited(other: Planned, one: Planned, careful: boolean): boolean {
  return !careful || !(other.operation instanceof RenameModel && one.operation instanceof RenameModel);
}

/** Operations that name a model anew come after it is renamed. */
function addRenames(detection: Detection, byModel: ByModel, waits: Map<Planned, Wait[]>): void {
  for (const [appLabel, planned] of detection.planned) {
    for (const rename of planned) {
      if (!(rename.operation instanceof RenameModel)) continue;
      const key = `${appLabel}.${rename.operation.newName.toLowerCase()}`;
      for (const one of byModel.get(key) ?? []) {
        if (one.operation instanceof RenameModel) continue;
        const dependency: Dependency = {
          appLabel,
          modelName: rename.operation.newName,
          fieldName: undefined,
          kind: 'create',
        };
        waits.get(one)!.push({ dependency, appLabel, awaited: [rename] });
      }
    }
  }
}

type ByModel = ReadonlyMap<string, readonly Planned[]>;

/** The operations on each model, by its label; a renamed one by the name that it gets. */
function groupByModel(detection: Detection): ByModel {
  const groups = new Map<string, Planned[]>();
  for (const [appLabel, planned] of detection.planned) {
    for (const one of planned) {
      const key = `${appLabel}.${modelOf(one.operation).toLowerCase()}`;
      const group = groups.get(key);
      if (group === undefined) groups.set(key, [one]);
      else group.push(one);
    }
  }
  return groups;
}

function modelOf(operation: Operation): string {
  if (operation instanceof RenameModel) return operation.newName;
  const { modelName, name } = operation as { modelName?: string; name?: string };
  return modelName ?? name ?? '';
}

/** A dependency on a setting, as one on the model that it names. */
function resolved({ appLabel, modelName }: Dependency): { appLabel: string; modelName: string } {
  if (appLabel !== '__setting__') return { appLabel, modelName };
  const [app, model] = (settingValue(modelName) ?? '.').split('.') as [string, string];
  return { appLabel: app, modelName: model };
}
