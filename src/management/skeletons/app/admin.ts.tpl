import * as admin from 'jango/contrib/admin';

// Register your models here: admin.site.register(Article);
