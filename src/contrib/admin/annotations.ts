import type { HttpRequest } from '../../http/request.ts';
import type { Awaitable } from '../../utils/awaitable.ts';

export interface DisplayOptions {
  /** Heading of the column; made of the function's name unless given. */
  description?: string;
  /** Field to sort the column by: `'lastName'`, `'-createdAt'`. */
  ordering?: string;
  /** Show a tick or a cross. */
  boolean?: boolean;
  /** Shown for null, undefined and `''`. */
  emptyValue?: string;
}

export interface ActionOptions {
  /** What the menu says; made of the function's name unless given. `%(verbose_name_plural)s` is the model's. */
  description?: string;
  /** Permissions of which the user needs one: `['change']`, or your own: `['publish']` asks `hasPublishPermission()`. */
  permissions?: readonly string[];
}

/** What an action does with the chosen rows; a response it gives is shown, otherwise the list is. */
export type Action<Queryset = never> = (request: HttpRequest, queryset: Queryset) => Awaitable<unknown>;

type AnyFunction = (...args: never[]) => unknown;

const displays = new WeakMap<object, DisplayOptions>();
const actions = new WeakMap<object, ActionOptions>();

/**
 * Say how a column made of a function looks:
 * `fullName = admin.display({ description: 'Name', ordering: 'lastName' }, (author: Author) => author.fullName())`.
 */
export function display<F extends AnyFunction>(options: DisplayOptions, show: F): F {
  displays.set(show, options);
  return show;
}

export function displayOptions(show: unknown): DisplayOptions {
  return (typeof show === 'function' && displays.get(show)) || {};
}

/** Say what an action is called and who may use it: `publish = admin.action({ description: 'Publish' }, async (request, queryset) => ...)`. */
export function action<F extends AnyFunction>(options: ActionOptions, run: F): F {
  actions.set(run, options);
  return run;
}

export function actionOptions(run: unknown): ActionOptions {
  return (typeof run === 'function' && actions.get(run)) || {};
}
