import type { Library } from '../library.ts';
import { autoescape } from './autoescape.ts';
import { comment } from './comment.ts';
import { csrfToken } from './csrf-token.ts';
import { forTag } from './for.ts';
import { ifTag } from './if.ts';
import { load } from './load.ts';
import { verbatim } from './verbatim.ts';
import { withTag } from './with.ts';

/** The tags that need no `{% load %}`. */
export function registerDefaultTags(register: Library): void {
  register.tag('autoescape', autoescape);
  register.tag('comment', comment);
  register.tag('csrf_token', csrfToken);
  register.tag('for', forTag);
  register.tag('if', ifTag);
  register.tag('load', load);
  register.tag('verbatim', verbatim);
  register.tag('with', withTag);
}
