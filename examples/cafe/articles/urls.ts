import { path } from 'jango/urls';
import * as views from './views.ts';

export const appName = 'articles';
export const urlpatterns = [
  path('', views.index, { name: 'index' }),
  path('boards/<slug:slug>/', views.board, { name: 'board' }),
  path('articles/new/', views.create, { name: 'create' }),
  path('articles/<int:pk>/', views.detail, { name: 'detail' }),
  path('articles/<int:pk>/edit/', views.update, { name: 'update' }),
  path('articles/<int:pk>/delete/', views.remove, { name: 'delete' }),
];
