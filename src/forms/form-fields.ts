import { BoundField } from './bound-field.ts';
import { ReservedFieldName } from './errors/reserved-field-name.ts';
import type { Field } from './fields/field.ts';
import type { Form } from './form.ts';
import { unwrapField } from './unwrap-field.ts';

/**
 * The fields of one form, by name, in order. A class body declares them as properties (`title = forms.CharField()` really is
 * a bound field); here they are found on the instance and given their place. Anything may be added or deleted afterwards.
 */
export class FormFields {
  readonly #form: Form;
  readonly #bound = new Map<string, BoundField>();
  readonly #adopted = new Set<string>();
  #seen = 0;
  #order: readonly string[] | null;
  #first: (() => Record<string, Field>) | undefined;
  /** Properties of the form itself. */
  readonly #reserved: ReadonlySet<string>;
  /** The fields themselves. */
  byName: Record<string, Field> = {};

  /** @param first makes the fields that no property declares */
  constructor(form: Form, order: readonly string[] | null, first: () => Record<string, Field>) {
    this.#form = form;
    this.#order = order;
    this.#first = first;
    this.#reserved = new Set(Object.keys(form));
  }

  /** Take the declarations that the instance has got since the last time. */
  adopt(): Record<string, Field> {
    const form = this.#form as unknown as Record<string, unknown>;
    if (this.#first !== undefined) this.#takeFirst(this.#first);
    const names = Object.keys(form);
    if (names.length === this.#seen) return this.byName;
    this.#seen = names.length;
    for (const name of names) {
      const value = form[name];
      if (!(value instanceof BoundField) || this.#adopted.has(name)) continue;
      if (this.#reserved.has(name) || name in Object.getPrototypeOf(form)) {
        throw new ReservedFieldName(this.#form.constructor.name, name);
      }
      this.#adopted.add(name);
      const bound = this.#inFormsClass(value as BoundField);
      if (bound !== value) form[name] = bound;
      bound.attach(this.#form, name);
      this.byName[name] = bound.field;
      this.#bound.set(name, bound);
    }
    this.reorder(this.#order);
    return this.byName;
  }

  /** They are there for templates as properties, too: `{{ form.title }}`. */
  #takeFirst(make: () => Record<string, Field>): void {
    this.#first = undefined;
    for (const [name, field] of Object.entries(make())) {
      this.byName[name] = field;
      if (name in this.#form) continue;
      Object.defineProperty(this.#form, name, { get: () => this.get(name), configurable: true });
    }
  }

  /** A form, or its renderer, may want bound fields of a class of its own. */
  #inFormsClass(bound: BoundField): BoundField {
    const { boundFieldClass } = this.#form;
    if (bound.field.boundFieldClass !== undefined || bound.constructor === (boundFieldClass ?? BoundField))
      return bound;
    return new (boundFieldClass ?? BoundField)(bound.field);
  }

  /** The bound field of a name; undefined when the form has no such field. */
  get(name: string): BoundField | undefined {
    const field = Object.hasOwn(this.adopt(), name) ? this.byName[name] : undefined;
    if (field === undefined) return undefined;
    let bound = this.#bound.get(name);
    if (bound === undefined || bound.field !== unwrapField(field)) {
      bound = this.#bind(name, field);
      this.#bound.set(name, bound);
    }
    return bound;
  }

  #bind(name: string, declared: Field | BoundField): BoundField {
    const field = unwrapField(declared);
    this.byName[name] = field;
    const Class = field.boundFieldClass ?? this.#form.boundFieldClass ?? BoundField;
    const bound: BoundField = new Class(field);
    bound.attach(this.#form, name);
    return bound;
  }

  *[Symbol.iterator](): Generator<BoundField> {
    for (const name of Object.keys(this.adopt())) yield this.get(name)!;
  }

  /** Put the named fields first, in this order. */
  reorder(order: readonly string[] | null): void {
    this.#order = order;
    if (order === null) return;
    const ordered: Record<string, Field> = {};
    for (const name of order) {
      const field = this.byName[name];
      if (field !== undefined) ordered[name] = field;
    }
    this.byName = { ...ordered, ...this.byName };
  }
}
