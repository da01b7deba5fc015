import { DateTimeField } from '../../db/models/declarations/dates.ts';
import { BooleanField } from '../../db/models/declarations/numbers.ts';
import { CharField, EmailField } from '../../db/models/declarations/text.ts';
import type { ModelMeta } from '../../db/models/meta.ts';
import { now } from '../../utils/timezone.ts';
import type { BaseUserManager } from './base-user-manager.ts';
import { normalizeEmail } from './normalize-email.ts';
import { PermissionsMixin } from './permissions-mixin.ts';
import { UserManager } from './user-manager.ts';
import { UnicodeUsernameValidator } from './username-validator.ts';

/**
 * What a user model inherits as `objects`. It knows the fields of AbstractUser: TypeScript cannot give a static property
 * the type of the class that inherits it, so `static override objects = new UserManager<User>()` adds those of `User`.
 */
type UserMaker = BaseUserManager<AbstractUser> &
  Pick<UserManager<AbstractUser>, 'createUser' | 'createSuperuser'>;

/** The usual user, to be extended: `class User extends AbstractUser { phone = models.CharField({ maxLength: 20 }) }`. */
export abstract class AbstractUser<Pk = number> extends PermissionsMixin<Pk> {
  static override readonly REQUIRED_FIELDS: readonly string[] = ['email'];

  username = CharField({
    verboseName: 'username',
    maxLength: 150,
    unique: true,
    helpText: 'Required. 150 characters or fewer. Letters, digits and @/./+/-/_ only.',
    validators: [new UnicodeUsernameValidator()],
    errorMessages: { unique: 'A user with that username already exists.' },
  });
  firstName = CharField({ verboseName: 'first name', maxLength: 150, blank: true });
  lastName = CharField({ verboseName: 'last name', maxLength: 150, blank: true });
  email = EmailField({ verboseName: 'email address', blank: true });
  isStaff = BooleanField({
    verboseName: 'staff status',
    default: false,
    helpText: 'Designates whether the user can log into this admin site.',
  });
  override isActive = BooleanField({
    verboseName: 'active',
    default: true,
    helpText:
      'Designates whether this user should be treated as active. Unselect this instead of deleting accounts.',
  });
  dateJoined = DateTimeField({ verboseName: 'date joined', default: now });

  static objects: UserMaker = new UserManager<AbstractUser>();
  static override readonly meta: ModelMeta = {
    verboseName: 'user',
    verboseNamePlural: 'users',
    abstract: true,
  };

  override clean(): void {
    super.clean();
    this.email = normalizeEmail(this.email);
  }

  /** First and last name with a space between. */
  getFullName(): string {
    return `${this.firstName} ${this.lastName}`.trim();
  }

  getShortName(): string {
    return this.firstName;
  }
}
