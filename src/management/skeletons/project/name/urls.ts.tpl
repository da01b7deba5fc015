/**
 * Which URL shows what. A view is a function: `path('', views.home, { name: 'home' })`; an app with a urls.ts of its own is
 * included whole: `path('articles/', include(articles))`.
 */
import * as admin from 'jango/contrib/admin';
import { path } from 'jango/urls';

export const urlpatterns = [
  path('admin/', admin.site.urls),
];
