import { IntegerField } from './integer-field.ts';

/** The column `_order` of a model with `orderWithRespectTo`: its place among the rows of the same related object. */
export class OrderWrt extends IntegerField {
  constructor() {
    super({ editable: false });
  }

  override getInternalType(): string {
    return 'IntegerField';
  }

  override setAttributesFromName(): void {
    super.setAttributesFromName('_order');
  }
}
