import { Apps } from '../../apps/registry.ts';
import { connections } from '../connections.ts';
import { initialAlias } from '../sql/aliases.ts';
import { type Expression, isExpression } from '../sql/expression.ts';
import { Query } from '../sql/query.ts';
import { conditionIsTrue } from './constraint-queries.ts';
import { asValue, Value } from './expressions/value.ts';
import { TextField } from './fields/text-field.ts';
import type { ModelClass } from './model.ts';
import { checkValues } from './q.ts';
import { createModel } from './registration.ts';

let model: ModelClass | undefined;

/** A query has to be about some model; the names in the conditions are those of the values alone. */
function noModel(): ModelClass {
  model ??= createModel('Values', { appLabel: 'jango', apps: new Apps() }) as unknown as ModelClass;
  return model;
}

/** Let `Q(...).check(values)` ask a database. */
export function connectValueChecks(): void {
  checkValues.of = (condition, against, using) => {
    const query = new Query(noModel());
    initialAlias(query);
    for (const [name, value] of Object.entries(against)) {
      const given = value === null ? new Value(null, { outputField: new TextField() }) : value;
      const expression = isExpression(given) ? given : asValue(given);
      query.annotations.set(name, expression.resolveExpression(query));
    }
    const resolved = (condition as Expression).resolveExpression(query);
    return conditionIsTrue(query, resolved, connections.get(using));
  };
}
