import type { UnitBuilder } from '../compile/unit-builder.ts';
import type { TemplateNode } from './node.ts';

/** Source between tags, printed as it is. */
export class TextNode implements TemplateNode {
  readonly text: string;
  readonly assigns = [];

  constructor(text: string) {
    this.text = text;
  }

  render(): string {
    return this.text;
  }

  compile(unit: UnitBuilder): void {
    unit.text(this.text);
  }
}
