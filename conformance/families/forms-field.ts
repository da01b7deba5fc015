import { compareOutcome, outcomeOf } from '../forms/outcome.ts';
import { decode, makeField } from '../forms/values.ts';
import type { Family, Vector } from '../vector.ts';

function run(vector: Vector): unknown {
  return outcomeOf(() => {
    const field = makeField(vector);
    const [first, second] = (vector['args'] as unknown[]).map(decode);
    if (vector['op'] === 'clean') return field.clean(first, second);
    return vector['op'] === 'has_changed' ? field.hasChanged(first, second) : field.prepareValue(first);
  });
}

/** Form fields: `clean()` and its kin. */
export const formsField: Family = { name: 'forms_field', run, compare: compareOutcome };
