import { parseNumber } from '../../db/migrations/autodetector/arrange.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { Migration } from '../../db/migrations/migration.ts';
import type { Questioner } from '../../db/migrations/questioner/questioner.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

interface MergeOptions {
  name?: string;
  verbosity: number;
}

/** A migration per app that joins the branches in which its migrations end, after showing them and asking. */
export async function mergeMigrations(
  loader: MigrationLoader,
  conflicts: ReadonlyMap<string, readonly string[]>,
  questioner: Questioner,
  options: MergeOptions,
  stdout: Output,
): Promise<[string, Migration[]][]> {
  if (conflicts.size === 0) {
    stdout.write('No conflicts detected to merge.');
    return [];
  }
  const merged: [string, Migration[]][] = [];
  for (const [label, names] of conflicts) {
    const leaves = names.map((name) => loader.graph.get([label, name]));
    if (options.verbosity > 0) show(loader, label, leaves, stdout);
    if (!(await questioner.askMerge(label))) continue;
    const number = Math.max(...leaves.map((leaf) => parseNumber(leaf.name) ?? 0)) + 1;
    const words = options.name ?? mergeName(leaves);
    const name = `${String(number).padStart(4, '0')}_${words}`;
    const dependencies = leaves.map((leaf) => leaf.key);
    merged.push([label, [new Migration(label, name, { dependencies, operations: [] })]]);
  }
  return merged;
}

function mergeName(leaves: readonly Migration[]): string {
  const joined = `merge_${leaves
    .map((leaf) => leaf.name)
    .sort()
    .join('_')}`;
  return joined.length > 47 ? `merge_${stamp()}` : joined;
}

function stamp(): string {
  return new Date().toISOString().slice(0, 16).replace(/[-:]/g, '').replace('T', '_');
}

/** What each branch does since they parted. */
function show(loader: MigrationLoader, label: string, leaves: readonly Migration[], stdout: Output): void {
  stdout.write(style.heading(`Merging ${label}`));
  const plans = leaves.map((leaf) =>
    loader.graph.forwardsPlan(leaf.key).filter((one) => one.appLabel === label),
  );
  const common = plans.reduce((shared, plan) => shared.filter((one) => plan.includes(one)));
  for (const [i, leaf] of leaves.entries()) {
    stdout.write(style.label(`  Branch ${leaf.name}`));
    for (const migration of plans[i]!.filter((one) => !common.includes(one))) {
      for (const operation of migration.operations) stdout.write(`    ${operation.formattedDescription()}`);
    }
  }
}
