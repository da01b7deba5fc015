import type { Library, TagCompiler } from '../library.ts';
import { autoescape } from './autoescape.ts';
import { comment } from './comment.ts';
import { csrfToken } from './csrf-token.ts';
import { cycle, resetcycle } from './cycle.ts';
import { debug } from './debug.ts';
import { filterTag } from './filter-tag.ts';
import { firstof } from './firstof.ts';
import { forTag } from './for.ts';
import { ifTag } from './if.ts';
import { ifchanged } from './ifchanged.ts';
import { load } from './load.ts';
import { lorem } from './lorem.ts';
import { now } from './now.ts';
import { partial, partialdef } from './partial.ts';
import { querystring } from './querystring.ts';
import { regroup } from './regroup.ts';
import { spaceless } from './spaceless.ts';
import { templatetag } from './templatetag.ts';
import { url } from './url.ts';
import { verbatim } from './verbatim.ts';
import { widthratio } from './widthratio.ts';
import { withTag } from './with.ts';

const TAGS: Readonly<Record<string, TagCompiler>> = {
  autoescape,
  comment,
  csrf_token: csrfToken,
  cycle,
  debug,
  filter: filterTag,
  firstof,
  for: forTag,
  if: ifTag,
  ifchanged,
  load,
  lorem,
  now,
  partial,
  partialdef,
  querystring,
  regroup,
  resetcycle,
  spaceless,
  templatetag,
  url,
  verbatim,
  widthratio,
  with: withTag,
};

/** The tags that need no `{% load %}`. */
export function registerDefaultTags(register: Library): void {
  for (const [name, compile] of Object.entries(TAGS)) register.tag(name, compile);
}
