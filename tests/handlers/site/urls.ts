import { include, path } from 'jango/urls';
import * as views from './views.ts';

export const urlpatterns = [
  path('', views.index, { name: 'index' }),
  path('slow/', views.slow),
  path('articles/', include([path('<int:pk>/', views.detail, { name: 'detail' })])),
  path('files/<path:name>', views.file),
  path('echo/', views.echo),
  path('json/', views.json),
  path('form/', views.form),
  path('post/', views.post),
  path('header/', views.header),
  path('redirect/', views.redirect),
  path('boom/', views.boom),
  path('rejected/', views.rejected),
  path('missing/', views.missing),
  path('denied/', views.denied),
  path('nothing/', views.nothing),
  path('stream/', views.stream),
];
