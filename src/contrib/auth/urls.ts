/** The pages of auth, for `path('accounts/', include('jango/contrib/auth/urls'))`; their templates, `registration/login.html` and so on, are yours. */

import { path } from '../../urls/path.ts';
import type { UrlEntry } from '../../urls/urlconf.ts';
import { LoginView } from './views/login-view.ts';
import { LogoutView } from './views/logout-view.ts';
import { PasswordChangeDoneView, PasswordChangeView } from './views/password-change-view.ts';

export const urlpatterns: readonly UrlEntry[] = [
  path('login/', LoginView.asView(), { name: 'login' }),
  path('logout/', LogoutView.asView(), { name: 'logout' }),
  path('password_change/', PasswordChangeView.asView(), { name: 'password_change' }),
  path('password_change/done/', PasswordChangeDoneView.asView(), { name: 'password_change_done' }),
];
