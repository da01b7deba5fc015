import { settings } from 'jango/conf';
import * as admin from 'jango/contrib/admin';
import { include, path } from 'jango/urls';
import { serveMedia } from 'jango/views';
import * as accounts from '../accounts/urls.ts';
import * as articles from '../articles/urls.ts';
import * as comments from '../comments/urls.ts';

export const urlpatterns = [
  path('admin/', admin.site.urls),
  path('accounts/', include(accounts)),
  path('', include(articles)),
  path('', include(comments)),
  ...serveMedia(settings.MEDIA_URL, { documentRoot: settings.MEDIA_ROOT }),
];
