import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compareError, compareResult } from '../../conformance/compare.ts';
import { isExcluded } from '../../conformance/exclusions.ts';
import { configureBase, inState } from '../../conformance/state.ts';
import type { Family, Vector } from '../../conformance/vector.ts';

const folder = fileURLToPath(new URL('../../../shared/conformance/', import.meta.url));

/** The vectors of a family that count; none, said aloud, where they are not beside the repository. */
export function vectorsOf({ name }: Family): Vector[] {
  const file = `${folder}${name}.jsonl`;
  if (!existsSync(file)) {
    process.stderr.write(`No conformance vectors at ${file}: the tests that use them are skipped.\n`);
    return [];
  }
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line) as Vector).filter((vector) => !isExcluded(vector));
}

/** Those of the vectors that come out otherwise than Django's, each with what differs. */
export async function failuresOf(family: Family): Promise<string[]> {
  configureBase();
  const failures: string[] = [];
  for (const vector of vectorsOf(family)) {
    const what = await differenceOf(family, vector);
    if (what !== undefined) failures.push(`${vector.id}: ${what}`);
  }
  return failures;
}

async function differenceOf(family: Family, vector: Vector): Promise<string | undefined> {
  let result: unknown;
  try {
    result = await inState(vector.env, folder, () => family.run(vector, folder));
  } catch (error) {
    return compareError(vector, error);
  }
  return family.compare === undefined ? compareResult(vector, result) : family.compare(vector, result);
}
