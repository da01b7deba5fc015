import { str } from '../utils/python-str.ts';
import { Context, type ContextData, type ContextOptions } from './context.ts';
import { RequestContext, type TemplateRequest } from './request-context.ts';

/**
 * A context of a view's variables: with a request one whose context processors run, under the variables.
 * @throws TypeError for variables that are no object
 */
export function makeContext(
  data: ContextData | null | undefined,
  request?: TemplateRequest | null,
  options: ContextOptions = {},
): Context {
  if (data !== null && data !== undefined && (typeof data !== 'object' || Array.isArray(data))) {
    throw new TypeError(`The context of a template is an object or a Map, not ${str(data)}.`);
  }
  if (data instanceof Context) {
    throw new TypeError(
      'The variables of a template were given as a Context. Give them as an object or a Map.',
    );
  }
  if (!request) return new Context(data ?? undefined, options);
  const context = new RequestContext(request, undefined, options);
  if (data) context.push(data);
  return context;
}
