import type { SchemaConstraint } from '../../backends/base/schema-model.ts';
import { AddConstraint } from '../operations/add-constraint.ts';
import { AlterConstraint } from '../operations/alter-constraint.ts';
import { RemoveConstraint } from '../operations/remove-constraint.ts';
import type { ModelKey } from '../state/model-key.ts';
import { deepDeconstruct, sameStructure, sameValue } from './deep-deconstruct.ts';
import type { Detection } from './detection.ts';
import { fieldDependencies, modelDependencies } from './relation-dependencies.ts';

export interface ConstraintChanges {
  model: ModelKey;
  added: readonly SchemaConstraint[];
  removed: readonly SchemaConstraint[];
  /** Changed in ways that the database doesn't see. */
  altered: readonly SchemaConstraint[];
}

/** Options of constraints that only code reads. */
const CODE_OPTIONS = new Set(['violationErrorCode', 'violationErrorMessage']);

export function compareConstraints(detection: Detection): ConstraintChanges[] {
  return detection.kept.map((model) => {
    const before = (detection.oldModel(model).options.constraints ?? []) as readonly SchemaConstraint[];
    const after = (detection.newModel(model).options.constraints ?? []) as readonly SchemaConstraint[];
    const altered = after.filter((constraint) =>
      before.some((other) => differsInCodeOnly(other, constraint)),
    );
    const isAltered = ({ name }: SchemaConstraint) => altered.some((one) => one.name === name);
    const missing = (list: typeof after, others: typeof after) =>
      list.filter((one) => !isAltered(one) && !others.some((other) => sameValue(one, other)));
    return { model, altered, added: missing(after, before), removed: missing(before, after) };
  });
}

function differsInCodeOnly(before: SchemaConstraint, after: SchemaConstraint): boolean {
  if (before.name !== after.name || sameValue(before, after)) return false;
  return sameStructure(databaseSide(before), databaseSide(after));
}

function databaseSide(constraint: SchemaConstraint): unknown {
  const { path, args, options } = constraint.deconstruct();
  const seen = Object.entries(options).filter(([name]) => !CODE_OPTIONS.has(name));
  return deepDeconstruct({ path, args, options: Object.fromEntries(seen) });
}

export function planRemovedConstraints(detection: Detection, changes: readonly ConstraintChanges[]): void {
  for (const { model, removed } of changes) {
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    for (const { name } of removed) detection.add(appLabel, new RemoveConstraint({ modelName, name }));
  }
}

export function planAddedConstraints(detection: Detection, changes: readonly ConstraintChanges[]): void {
  for (const { model, added } of changes) {
    if (added.length === 0) continue;
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    const dependencies = modelDependencies(model, detection.to);
    for (const constraint of added) {
      const careful = [...dependencies, ...fieldDependencies(model, constraint, detection.to)];
      detection.add(appLabel, new AddConstraint({ modelName, constraint }), dependencies, { careful });
    }
  }
}

export function planAlteredConstraints(detection: Detection, changes: readonly ConstraintChanges[]): void {
  for (const { model, altered } of changes) {
    if (altered.length === 0) continue;
    const { appLabel, nameLower: modelName } = detection.newModel(model);
    const dependencies = modelDependencies(model, detection.to);
    for (const constraint of altered) {
      const { name } = constraint;
      detection.add(appLabel, new AlterConstraint({ modelName, name, constraint }), dependencies);
    }
  }
}
