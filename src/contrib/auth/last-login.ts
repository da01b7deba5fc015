import { now } from '../../utils/timezone.ts';
import type { AuthUser } from './auth-types.ts';

/** Note when somebody logged in. */
export async function updateLastLogin({ user }: { user: AuthUser }): Promise<void> {
  user.lastLogin = now();
  await user.save({ updateFields: ['lastLogin'] });
}
