import { User } from 'jango/contrib/auth';
import { BaseCommand } from 'jango/management';

const USERNAME = 'admin';
const PASSWORD = 'hannat-demo';

/** For `npm run demo`: an admin whose password everybody knows, on a machine that only its owner can reach. */
export default class DemoAdmin extends BaseCommand {
  override help = 'Make the admin of the demo, or give it its password again.';

  async handle() {
    const [admin] = await User.objects.getOrCreate(
      { username: USERNAME },
      { defaults: { email: 'admin@example.com' } },
    );
    admin.isStaff = true;
    admin.isSuperuser = true;
    if (!(await admin.checkPassword(PASSWORD))) await admin.setPassword(PASSWORD);
    await admin.save();
    this.stdout.write(`Admin login: ${USERNAME} / ${PASSWORD}`);
  }
}
