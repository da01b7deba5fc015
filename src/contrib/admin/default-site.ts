import { AdminSite } from './site.ts';

/** The site that `admin.site` is. */
export const site: AdminSite = new AdminSite();
