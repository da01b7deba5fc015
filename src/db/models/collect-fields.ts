import { ModelDefinitionError } from './errors.ts';
import { Field } from './fields/field.ts';
import { CollectingFrame, closeFrame, type FieldConstructor, openFrame, type Slot } from './frames.ts';
import type { ModelClass } from './model.ts';

/** What a call of the class body stands for. */
export type Declared = Pick<Slot, 'kind' | 'field'>;

export interface CollectedFields {
  /** What the class (and its abstract parents) declares, in order. */
  readonly local: readonly (readonly [name: string, field: Field])[];
  /** One for each call of the class body. */
  readonly slots: readonly Declared[];
  /** Properties that the body sets to undefined, which hide an accessor of the same name. */
  readonly blankNames: ReadonlySet<string>;
  /** Whether all properties are fields. */
  readonly onlyFields: boolean;
}

/** Build one instance of a class to see which fields its body makes. */
export function collectFields(model: ModelClass, parent: ModelClass | undefined): CollectedFields {
  const frame = new CollectingFrame(model);
  const probe = buildProbe(model, frame);
  const names = namesOf(model, probe, frame.fields);
  const inherited = parent?._meta.slots.length ?? 0;
  const parentFields = new Set(parent === undefined || parent._meta.abstract ? [] : parent._meta.fields);
  const local: (readonly [string, Field])[] = [];
  const slots = frame.fields.map((field, i): Declared => {
    const kind = field.constructor as FieldConstructor<never>;
    const name = names.get(field);
    const above = i < inherited ? parent!._meta.slots[i]!.field : undefined;
    if (above !== undefined && isTaken(above, parent!)) {
      if (name === undefined) throw clash(model, above);
      return { kind, field: above };
    }
    if (name === undefined) return { kind, field: undefined };
    if (field.model !== undefined) return { kind, field };
    if ([...parentFields].some((one) => one.name === name)) throw clash(model, field);
    local.push([name, field]);
    return { kind, field };
  });
  const own = probe as unknown as Record<string, unknown>;
  const blankNames = new Set(Object.keys(probe).filter((name) => own[name] === undefined));
  const onlyFields = Object.values(probe).every((value) => value instanceof Field);
  return { local, slots, blankNames, onlyFields };
}

/** Whether a field of the parent lives in a table of its own, so that the child shares it rather than gets a copy. */
function isTaken(field: Field, parent: ModelClass): boolean {
  return !parent._meta.abstract || !field.model._meta.abstract;
}

function buildProbe(model: ModelClass, frame: CollectingFrame): object {
  openFrame(frame);
  try {
    return new model();
  } catch (error) {
    if (error instanceof ModelDefinitionError) throw error;
    throw new ModelDefinitionError(
      `The class body of ${model.name} failed while its fields were being read: ${error instanceof Error ? error.message : String(error)}`,
      'Its properties hold fields at that moment, not values: compute from them in a getter or a method, and let a constructor work without arguments.',
      { cause: error },
    );
  } finally {
    closeFrame(frame);
  }
}

/** The property that holds each field. @throws ModelDefinitionError for a field that was made elsewhere, or is held twice */
function namesOf(model: ModelClass, probe: object, made: readonly Field[]): ReadonlyMap<Field, string> {
  const names = new Map<Field, string>();
  for (const [name, value] of Object.entries(probe)) {
    if (!(value instanceof Field)) continue;
    if (!made.includes(value) || names.has(value)) {
      throw new ModelDefinitionError(
        `${model.name}.${name} holds a ${value.constructor.name} that was ${names.has(value) ? `given to '${names.get(value)}' already` : 'made outside the class body'}.`,
        `Declare it in the class: ${name} = models.${value.constructor.name}({...}).`,
      );
    }
    names.set(value, name);
  }
  return names;
}

function clash(model: ModelClass, field: Field): ModelDefinitionError {
  return new ModelDefinitionError(
    `${model.name} declares a field '${field.name}' that its parent '${field.model?._meta.label ?? ''}' has already.`,
    'A field of a model with a table of its own cannot be replaced in a child: choose another name.',
  );
}
