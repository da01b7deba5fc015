import { path } from 'jango/urls';
import * as views from './views.ts';

export const appName = 'accounts';
export const urlpatterns = [
  path('signup/', views.signup, { name: 'signup' }),
  path('login/', views.logIn, { name: 'login' }),
  path('logout/', views.logOut, { name: 'logout' }),
  path('profile/', views.editProfile, { name: 'edit' }),
  path('<str:username>/', views.profile, { name: 'profile' }),
];
