import type { UrlPattern, UrlResolver } from 'jango/urls';

/** Filled by a test. */
export const urlpatterns: (UrlPattern | UrlResolver)[] = [];
