import { hashers } from '../utils/hashers.ts';
import { html } from '../utils/html.ts';
import { http } from '../utils/http.ts';
import { numbersAndTimes } from '../utils/numbers-and-times.ts';
import { signing } from '../utils/signing.ts';
import { text } from '../utils/text.ts';
import { translation } from '../utils/translation.ts';
import type { ObjectDescription, UtilityFunctions } from '../utils/utility-function.ts';
import { decode } from '../values.ts';
import type { Family, Vector } from '../vector.ts';

type Kwargs = Readonly<Record<string, never>>;

/** Every function that can be replayed, by Django's name. */
const functions: UtilityFunctions = {
  ...html,
  ...text,
  ...numbersAndTimes,
  ...http,
  ...signing,
  ...hashers,
  ...translation,
};

function run(vector: Vector): unknown {
  const name = String(vector['fn']);
  const call = functions[name];
  if (call === undefined) throw new Error(`There is no function ${name}.`);
  const { object } = vector as { object?: Partial<ObjectDescription> };
  const described = object && {
    class: String(object.class),
    args: (object.args ?? []).map(decode),
    kwargs: decode(object.kwargs ?? {}) as Record<string, unknown>,
    attrs: decode(object.attrs ?? {}) as Record<string, unknown>,
  };
  return call(
    (vector['args'] as unknown[]).map(decode) as never[],
    decode(vector['kwargs'] ?? {}) as Kwargs,
    described,
  );
}

export const utils: Family = { name: 'utils', run };
