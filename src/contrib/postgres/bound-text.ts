import { PARAM, type SqlFragment } from '../../db/backends/base/fragment.ts';
import type { Field } from '../../db/models/fields/field.ts';
import { TextField } from '../../db/models/fields/text-field.ts';
import { Expression, isExpression } from '../../db/sql/expression.ts';
import { givenText } from './given-text.ts';

/** A text of a user, which is a parameter of the statement and never a part of it. */
export class BoundText extends Expression {
  readonly text: string;
  /** One function for all places where the text stands, so that it is sent once. */
  readonly read: () => string;

  constructor(text: string) {
    super();
    this.text = text;
    this.read = () => text;
  }

  protected override findOutputField(): Field {
    return new TextField();
  }

  override resolveExpression(): Expression {
    return this;
  }

  override getGroupByCols(): Expression[] {
    return [];
  }

  override toSql(): SqlFragment {
    return { sql: `${PARAM}::text`, params: [this.read] };
  }
}

/** A text as a parameter, an expression as it is. */
export function asBoundText(value: unknown): Expression {
  return isExpression(value) ? value : new BoundText(givenText(value));
}
