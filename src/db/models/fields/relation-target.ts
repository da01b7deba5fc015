import type { Field } from './field.ts';
import { isModelClass, type RelationTarget } from './relation.ts';

/** `'auth.user'` for the target of a relation, as migrations write it; a text that isn't resolved stays as it was written. */
export function deconstructTarget(field: Field): string {
  const relation = field.remoteField!;
  return relation.resolved?._meta.labelLower ?? targetLabel(relation.to, field);
}

/** The label that a way to name a target stands for; `'Model'` and `'self'` belong to the field's own app and model. */
export function targetLabel(to: RelationTarget, field: Field): string {
  if (typeof to !== 'string') {
    const model = isModelClass(to) ? to : (to as () => { _meta: { labelLower: string } })();
    return (model as { _meta: { labelLower: string } })._meta.labelLower;
  }
  const owner = field.model?._meta;
  if (to === 'self') return owner === undefined ? to : owner.labelLower;
  if (!to.includes('.')) return owner === undefined ? to : `${owner.appLabel}.${to.toLowerCase()}`;
  const [app, name] = to.split('.') as [string, string];
  return `${app}.${name.toLowerCase()}`;
}
