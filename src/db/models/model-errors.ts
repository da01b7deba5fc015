import { MultipleObjectsReturned, ObjectDoesNotExist } from '../../core/errors/object-does-not-exist.ts';
import { ObjectNotUpdated } from '../errors.ts';

/** The errors of which each model has a class of its own: `Article.DoesNotExist`. */
const ERRORS = { DoesNotExist: ObjectDoesNotExist, MultipleObjectsReturned, NotUpdated: ObjectNotUpdated };

type ErrorName = keyof typeof ERRORS;

/** Let every class below `root` have its own errors. They are made when they are asked for: most models of a project never are. */
export function giveOwnErrors(root: object): void {
  for (const name of Object.keys(ERRORS) as ErrorName[]) {
    Object.defineProperty(root, name, {
      configurable: true,
      get(this: object) {
        return this === root ? ERRORS[name] : ownError(this, name);
      },
    });
  }
}

/** The class for one model, below its parent's. */
function ownError(model: object, name: ErrorName): unknown {
  const parent = Object.getPrototypeOf(model) as typeof ERRORS;
  // A class that is no model yet, as it has no name in an app, is asked again.
  if (!Object.hasOwn(model, '_meta')) return parent[name];
  const full = `${(model as { _meta: { objectName: string } })._meta.objectName}.${name}`;
  const value = { [full]: class extends parent[name] {} }[full];
  Object.defineProperty(model, name, { value, configurable: true });
  return value;
}
