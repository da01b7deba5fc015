import type { Options } from '../../db/models/options.ts';
import { reverse } from '../../urls/reverse.ts';
import { quote } from './quote.ts';

export const PAGES = ['changelist', 'add', 'change', 'delete', 'history'] as const;
export type Page = (typeof PAGES)[number];

/** What the URL of a model's page is called, without the site's name: `'articles_article_change'`. */
export function urlName(options: Pick<Options, 'appLabel' | 'modelName'>, page: string): string {
  return `${options.appLabel}_${options.modelName}_${page}`;
}

/** The URL of a model's page: `modelUrl('admin', Article._meta, 'change', 3)`. */
export function modelUrl(
  siteName: string,
  options: Pick<Options, 'appLabel' | 'modelName'>,
  page: string,
  pk?: unknown,
): string {
  const params = pk === undefined ? {} : { objectId: quote(pk) };
  return siteUrl(siteName, urlName(options, page), params);
}

/** The URL of one of the site's own pages: `siteUrl('admin', 'index')`. */
export function siteUrl(
  siteName: string,
  name: string,
  params: Readonly<Record<string, unknown>> = {},
): string {
  return reverse(`admin:${name}`, params, { currentApp: siteName });
}
