import { compareOutcome, outcomeOf } from '../forms/outcome.ts';
import { decode, makeValidator } from '../forms/values.ts';
import type { Family, Vector } from '../vector.ts';

function run(vector: Vector): unknown {
  return outcomeOf(() => {
    makeValidator(vector['validator'] as Record<string, unknown>)(decode(vector['value']));
    return null;
  });
}

export const validators: Family = { name: 'validators', run, compare: compareOutcome };
