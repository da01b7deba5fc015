import { User } from 'jango/contrib/auth';
import { models } from 'jango/db';

/** How a member is called in the café, and what they say of themselves. */
export class Profile extends models.Model {
  user = models.OneToOneField(() => User, { onDelete: models.CASCADE, relatedName: 'profile' });
  nickname = models.CharField({ maxLength: 20, unique: true });
  introduction = models.CharField({ maxLength: 200, blank: true });

  declare userId: number;

  static objects = models.Manager<Profile>();

  override toString() {
    return this.nickname;
  }
}
