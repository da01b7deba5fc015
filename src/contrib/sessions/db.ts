import { DatabaseError, IntegrityError } from '../../db/errors.ts';
import { atomic } from '../../db/transaction.ts';
import { encodeSession, type SessionRecord } from './codec.ts';
import { SessionGone, SessionKeyTaken } from './errors.ts';
import { Session } from './session.ts';
import { SessionBase } from './session-base.ts';

/** Keeps sessions in the table `django_session`, as Django does. The default. */
export default class DatabaseSessionStore extends SessionBase {
  static async clearExpired(): Promise<void> {
    await Session.objects.filter({ expireDate__lt: new Date() }).delete();
  }

  override exists(sessionKey: string): Promise<boolean> {
    return Session.objects.filter({ sessionKey }).exists();
  }

  protected override async fetch(sessionKey: string): Promise<SessionRecord | undefined> {
    const row = await Session.objects.filter({ sessionKey, expireDate__gt: new Date() }).first();
    return row?.getDecoded();
  }

  protected override async store(
    sessionKey: string,
    record: SessionRecord,
    mustCreate: boolean,
  ): Promise<void> {
    const row = new Session({
      sessionKey,
      sessionData: encodeSession(record),
      expireDate: this.getExpiryDate(),
    });
    try {
      await atomic(() => row.save({ forceInsert: mustCreate, forceUpdate: !mustCreate }));
    } catch (cause) {
      if (mustCreate && cause instanceof IntegrityError) throw new SessionKeyTaken({ cause });
      if (!mustCreate && cause instanceof DatabaseError) throw new SessionGone({ cause });
      throw cause;
    }
  }

  protected override async remove(sessionKey: string): Promise<void> {
    await Session.objects.filter({ sessionKey }).delete();
  }
}
