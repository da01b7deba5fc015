import { AlterModelManagers } from '../operations/alter-model-managers.ts';
import { ALTERABLE_OPTIONS, AlterModelOptions } from '../operations/alter-model-options.ts';
import { AlterModelTable } from '../operations/alter-model-table.ts';
import { AlterModelTableComment } from '../operations/alter-model-table-comment.ts';
import { AlterOrderWithRespectTo } from '../operations/alter-order-with-respect-to.ts';
import type { ModelKey } from '../state/model-key.ts';
import type { StateOptions } from '../state/model-options.ts';
import { sameValue } from './deep-deconstruct.ts';
import { dependencyOn } from './dependency.ts';
import { type Detection, sorted } from './detection.ts';

/** Options that only code reads. */
export function detectAlteredOptions(detection: Detection): void {
  const { old, now } = detection;
  const keys = new Set([
    ...detection.kept,
    ...detection.keptProxies,
    ...detection.keptUnmanaged,
    ...[...old.unmanaged].filter((key) => now.models.has(key)),
    ...[...old.models].filter((key) => now.unmanaged.has(key)),
  ]);
  for (const key of sorted(keys)) {
    const model = detection.newModel(key);
    const options = alterable(model.options);
    if (sameValue(alterable(detection.oldModel(key).options), options)) continue;
    detection.add(model.appLabel, new AlterModelOptions({ name: model.nameLower, options }));
  }
}

function alterable(options: StateOptions): StateOptions {
  const kept = Object.entries(options).filter(([name]) =>
    (ALTERABLE_OPTIONS as readonly string[]).includes(name),
  );
  return Object.fromEntries(kept);
}

export function detectAlteredManagers(detection: Detection): void {
  for (const key of detection.kept) {
    const model = detection.newModel(key);
    const [before, after] = [detection.oldModel(key).managers, model.managers];
    if (sameValue([...before], [...after])) continue;
    const managers = Object.fromEntries(after);
    detection.add(model.appLabel, new AlterModelManagers({ name: model.nameLower, managers }));
  }
}

export function detectAlteredTableComments(detection: Detection): void {
  for (const key of withTables(detection)) {
    const model = detection.newModel(key);
    const [before, after] = [detection.oldModel(key).options.dbTableComment, model.options.dbTableComment];
    if ((before ?? '') === (after ?? '')) continue;
    const operation = new AlterModelTableComment({ name: model.nameLower, tableComment: after ?? null });
    detection.add(model.appLabel, operation);
  }
}

export function detectAlteredTables(detection: Detection): void {
  for (const key of withTables(detection)) {
    const model = detection.newModel(key);
    const [before, after] = [detection.oldModel(key).options.dbTable, model.options.dbTable];
    if (before === after) continue;
    detection.add(model.appLabel, new AlterModelTable({ name: model.nameLower, table: after ?? null }));
  }
}

function withTables(detection: Detection): ModelKey[] {
  return sorted(new Set([...detection.kept, ...detection.keptProxies, ...detection.keptUnmanaged]));
}

export function detectAlteredOrder(detection: Detection): void {
  for (const key of detection.kept) {
    const model = detection.newModel(key);
    const before = detection.oldModel(key).options.orderWithRespectTo ?? null;
    const orderWithRespectTo = model.options.orderWithRespectTo ?? null;
    if (before === orderWithRespectTo) continue;
    const dependencies = orderWithRespectTo === null ? [] : [dependencyOn(key, 'create', orderWithRespectTo)];
    const operation = new AlterOrderWithRespectTo({ name: model.nameLower, orderWithRespectTo });
    detection.add(model.appLabel, operation, dependencies);
  }
}
