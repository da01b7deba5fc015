import type { Library } from '../library.ts';
import { block } from './block.ts';
import { extendsTag } from './extends.ts';
import { include } from './include.ts';

/** Tags that put templates together. */
export function registerLoaderTags(register: Library): void {
  register.tag('block', block);
  register.tag('extends', extendsTag);
  register.tag('include', include);
}
