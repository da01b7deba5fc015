import { DateTimeField } from '../../db/models/declarations/dates.ts';
import { CharField, TextField } from '../../db/models/declarations/text.ts';
import { Manager } from '../../db/models/manager.ts';
import { Model } from '../../db/models/model.ts';
import type { Meta } from '../../db/models/types/meta.ts';
import { decodeSession, type SessionRecord } from './codec.ts';

/** The columns of a stored session; extend it to store more, with a session engine of your own. */
export abstract class AbstractBaseSession extends Model<string> {
  sessionKey = CharField({ verboseName: 'session key', maxLength: 40, primaryKey: true });
  sessionData = TextField({ verboseName: 'session data' });
  expireDate = DateTimeField({ verboseName: 'expire date', dbIndex: true });

  static readonly meta: Meta<AbstractBaseSession> = {
    abstract: true,
    verboseName: 'session',
    verboseNamePlural: 'sessions',
  };

  override toString(): string {
    return this.sessionKey;
  }

  /** What the session holds. */
  getDecoded(): SessionRecord {
    return decodeSession(this.sessionData);
  }
}

/** A stored session. */
export class Session extends AbstractBaseSession {
  static objects = new Manager<Session>();
  static override readonly meta: Meta<Session> = {
    verboseName: 'session',
    verboseNamePlural: 'sessions',
    dbTable: 'django_session',
  };
}
