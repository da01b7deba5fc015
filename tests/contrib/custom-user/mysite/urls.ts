import * as admin from 'jango/contrib/admin';
import { path } from 'jango/urls';

export const urlpatterns = [path('admin/', admin.site.urls)];
