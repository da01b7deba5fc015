import { type AnyView, viewAttributes } from '../../../urls/view.ts';
import '../login-required-middleware.ts';

/** Let everybody see a page of a site that asks for a login everywhere else. */
export function loginNotRequired<V extends AnyView>(view: V): V {
  viewAttributes(view).loginRequired = false;
  return view;
}
