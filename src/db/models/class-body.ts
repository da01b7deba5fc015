import { Model, type ModelClass } from './model.ts';

/** What a class has when its body does more than declare properties: private members, a constructor. */
const MORE = /#|\bconstructor\b/;

const known = new WeakMap<ModelClass, boolean>();

/**
 * Whether the bodies of a model and of all that it extends do nothing but declare fields, so that an instance without
 * them running is the same. Where it cannot be told, the answer is no: a class that mentions `#` or `constructor` in any place, one
 * with other properties, one whose field has the name of an accessor.
 */
export function declaresOnlyFields(model: ModelClass): boolean {
  let answer = known.get(model);
  if (answer === undefined) {
    answer = decide(model);
    known.set(model, answer);
  }
  return answer;
}

function decide(model: ModelClass): boolean {
  const { onlyFields, slots } = model._meta;
  if (!onlyFields) return false;
  if (slots.some(({ field }) => field !== undefined && !field.isManager && field.name in model.prototype))
    return false;
  for (let body: unknown = model; body !== Model; body = Object.getPrototypeOf(body)) {
    if (typeof body !== 'function' || MORE.test(Function.prototype.toString.call(body))) return false;
  }
  return true;
}
