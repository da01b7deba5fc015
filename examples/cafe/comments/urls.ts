import { path } from 'jango/urls';
import * as views from './views.ts';

export const appName = 'comments';
export const urlpatterns = [
  path('articles/<int:pk>/comments/', views.create, { name: 'create' }),
  path('comments/<int:pk>/delete/', views.remove, { name: 'delete' }),
];
