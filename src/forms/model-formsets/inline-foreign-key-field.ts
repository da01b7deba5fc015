import type { AnyModel } from '../../db/models/model.ts';
import { Field, type FieldOptions } from '../fields/field.ts';
import { keyOf } from '../model-choices.ts';
import { HiddenInput } from '../widgets/simple-inputs.ts';
import type { WidgetClass } from '../widgets/widget.ts';

export interface InlineForeignKeyOptions extends FieldOptions {
  parent: AnyModel;
  /** Whether the relation is the primary key itself. */
  pkField?: boolean;
  /** Field of the parent that the relation points at. */
  toField?: string | null;
}

/** The hidden relation of a child to the parent it is edited with; nobody can move it to another one. */
export class InlineForeignKeyField<T = AnyModel | null> extends Field<T> {
  static override readonly widget: WidgetClass = HiddenInput;
  static override readonly defaultErrorMessages = {
    invalid_choice: 'The inline value did not match the parent instance.',
  };
  readonly parent: AnyModel;
  readonly pkField: boolean;
  readonly toField: string | null;

  constructor(options: InlineForeignKeyOptions) {
    const { parent, pkField = false, toField = null, ...rest } = options;
    const initial = parent._state.adding ? null : keyOf(parent, toField);
    super({ ...rest, required: false, initial });
    this.parent = parent;
    this.pkField = pkField;
    this.toField = toField;
  }

  override clean(value: unknown): T {
    if (this.isEmpty(value)) return (this.pkField ? null : this.parent) as T;
    if (String(value) !== String(keyOf(this.parent, this.toField))) throw this.error('invalid_choice');
    return this.parent as T;
  }

  override hasChanged(_initial: unknown, _data: unknown): boolean {
    return false;
  }
}
