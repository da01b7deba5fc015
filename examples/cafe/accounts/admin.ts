import * as admin from 'jango/contrib/admin';
import { Profile } from './models.ts';

admin.site.register(Profile);
