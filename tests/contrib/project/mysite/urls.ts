import * as admin from 'jango/contrib/admin';
import { loginNotRequired, loginRequired, permissionRequired, userPassesTest } from 'jango/contrib/auth';
import { type HttpRequest, HttpResponse } from 'jango/http';
import { render } from 'jango/shortcuts';
import { include, path } from 'jango/urls';

export const urlpatterns = [
  path('', (request: HttpRequest) => render(request, 'home.html')),
  path('plain/', () => new HttpResponse('nothing to see')),
  path(
    'open/',
    loginNotRequired(() => new HttpResponse('for all')),
  ),
  path(
    'mine/',
    loginRequired((request) => new HttpResponse(`This is ${request.user.username}.`)),
    { name: 'mine' },
  ),
  path(
    'write/',
    permissionRequired('articles.add_article', () => new HttpResponse('Write!')),
  ),
  path(
    'strict/',
    permissionRequired(['articles.add_article'], () => new HttpResponse('Write!'), { raiseException: true }),
  ),
  path(
    'a/',
    userPassesTest(
      (user) => user.username.startsWith('a'),
      () => new HttpResponse('A'),
    ),
  ),
  path('accounts/', include('jango/contrib/auth/urls')),
  path('admin/', admin.site.urls),
];
