import { BaseUserManager, type NewUser, PermissionsMixin } from 'jango/contrib/auth';
import { models } from 'jango/db';

class MemberManager extends BaseUserManager<Member> {
  async createSuperuser({ email, password, born }: Partial<NewUser>): Promise<Member> {
    const member = new Member({ email: email!, born: Number(born), isSuperuser: true, isStaff: true });
    await member.setPassword(password ?? null);
    await member.save();
    return member;
  }
}

/** Logs in with an e-mail address. */
export class Member extends PermissionsMixin {
  static override readonly USERNAME_FIELD = 'email';
  static override readonly REQUIRED_FIELDS = ['born'];

  email = models.EmailField({ unique: true });
  born = models.IntegerField();
  isStaff = models.BooleanField({ default: false });

  static objects = new MemberManager();
  static override readonly meta: models.Meta<Member> = {};
}
