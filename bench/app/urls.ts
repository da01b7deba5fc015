import { path } from 'jango/urls';
import * as views from './core/views.ts';

export const urlpatterns = [
  path('plaintext', views.plaintext),
  path('json', views.json),
  path('db', views.db),
  path('queries', views.queries),
  path('updates', views.updates),
  path('fortunes', views.fortunes),
  path('articles', views.articles),
  path('articles/create', views.create),
];
