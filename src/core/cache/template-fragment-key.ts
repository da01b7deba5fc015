import { crypto } from '../../utils/builtins.ts';
import { str } from '../../utils/python-str.ts';

/** The key of a fragment of a template: `cache.delete(makeTemplateFragmentKey('sidebar', [user.username]))` forgets it. */
export function makeTemplateFragmentKey(name: string, varyOn: readonly unknown[] = []): string {
  const hash = crypto().createHash('md5');
  for (const value of varyOn) hash.update(`${str(value)}:`);
  return `template.cache.${name}.${hash.digest('hex')}`;
}
