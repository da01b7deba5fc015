import { site } from '../admin/default-site.ts';
import { GroupAdmin } from './admin-classes/group-admin.ts';
import { UserAdmin } from './admin-classes/user-admin.ts';
import { Group, User } from './models.ts';

site.register(Group, GroupAdmin);
site.register(User, UserAdmin);
