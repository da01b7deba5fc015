import { parseNumber } from '../../db/migrations/autodetector/arrange.ts';
import { type Clash, clashesBetween } from '../../db/migrations/commute.ts';
import type { MigrationLoader } from '../../db/migrations/loader.ts';
import { Migration } from '../../db/migrations/migration.ts';
import type { Questioner } from '../../db/migrations/questioner/questioner.ts';
import type { Output } from '../output.ts';
import { style } from '../style.ts';

interface MergeOptions {
  name?: string;
  verbosity: number;
}

interface Branch {
  leaf: Migration;
  /** Its migrations since the branches parted, in order. */
  own: readonly Migration[];
}

/**
 * A migration per app that joins the branches in which its migrations end. Branches that don't touch the same things are
 * joined without asking; otherwise what clashes is shown first.
 */
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
    const branches = branchesOf(
      loader,
      label,
      names.map((name) => loader.graph.get([label, name])),
    );
    const clashes = allClashes(branches);
    if (options.verbosity > 0) show(label, branches, clashes, stdout);
    if (clashes.length > 0 && !(await questioner.askMerge(label))) continue;
    merged.push([label, [mergeOf(label, branches, options.name)]]);
  }
  return merged;
}

function branchesOf(loader: MigrationLoader, label: string, leaves: readonly Migration[]): Branch[] {
  const plans = leaves.map((leaf) =>
    loader.graph.forwardsPlan(leaf.key).filter((one) => one.appLabel === label),
  );
  const common = plans.reduce((shared, plan) => shared.filter((one) => plan.includes(one)));
  return leaves.map((leaf, i) => ({ leaf, own: plans[i]!.filter((one) => !common.includes(one)) }));
}

function allClashes(branches: readonly Branch[]): Clash[] {
  return branches.flatMap((branch, i) =>
    branches.slice(i + 1).flatMap((other) => clashesBetween(branch.own, other.own)),
  );
}

function mergeOf(label: string, branches: readonly Branch[], words: string | undefined): Migration {
  const leaves = branches.map(({ leaf }) => leaf);
  const number = Math.max(...leaves.map((leaf) => parseNumber(leaf.name) ?? 0)) + 1;
  const name = `${String(number).padStart(4, '0')}_${words ?? mergeName(leaves)}`;
  return new Migration(label, name, { dependencies: leaves.map((leaf) => leaf.key), operations: [] });
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

/** What each branch does since they parted, and what of it depends on the order. */
function show(label: string, branches: readonly Branch[], clashes: readonly Clash[], stdout: Output): void {
  stdout.write(style.heading(`Merging ${label}`));
  for (const { leaf, own } of branches) {
    stdout.write(style.label(`  Branch ${leaf.name}`));
    for (const migration of own) {
      for (const operation of migration.operations) stdout.write(`    ${operation.formattedDescription()}`);
    }
  }
  if (clashes.length === 0) {
    stdout.write("The branches don't touch the same things: they are merged without asking.");
    return;
  }
  stdout.write(style.warning('These may come to something else in another order:'));
  for (const { operations, migrations } of clashes) {
    const [a, b] = operations.map((operation, i) => `${operation.describe()} (${migrations[i]!.name})`);
    stdout.write(style.warning(`  ${a}  <>  ${b}`));
  }
}
