import { settings } from '../../conf/configure.ts';
import { DateTimeField } from '../../db/models/declarations/dates.ts';
import { PositiveSmallIntegerField } from '../../db/models/declarations/numbers.ts';
import { ForeignKey } from '../../db/models/declarations/relations.ts';
import { CharField, TextField } from '../../db/models/declarations/text.ts';
import { Model } from '../../db/models/model.ts';
import { CASCADE, SET_NULL } from '../../db/models/on-delete.ts';
import type { Meta } from '../../db/models/types/meta.ts';
import { now } from '../../utils/timezone.ts';
import type { AuthUser } from '../auth/auth-types.ts';
import { ContentType } from '../contenttypes/content-type.ts';
import { type ChangeMessage, describeChange } from './change-message.ts';
import { LogEntryManager } from './log-entry-manager.ts';

export const ADDITION = 1;
export const CHANGE = 2;
export const DELETION = 3;
export type ActionFlag = typeof ADDITION | typeof CHANGE | typeof DELETION;

/** Something that somebody did in the admin. */
export class LogEntry extends Model {
  actionTime = DateTimeField({ verboseName: 'action time', default: now, editable: false });
  user = ForeignKey<AuthUser>(settings.AUTH_USER_MODEL, { onDelete: CASCADE, verboseName: 'user' });
  contentType = ForeignKey(() => ContentType, {
    onDelete: SET_NULL,
    verboseName: 'content type',
    blank: true,
    null: true,
  });
  objectId = TextField({ verboseName: 'object id', blank: true, null: true });
  objectRepr = CharField({ verboseName: 'object repr', maxLength: 200 });
  actionFlag = PositiveSmallIntegerField({
    verboseName: 'action flag',
    choices: [
      [ADDITION, 'Addition'],
      [CHANGE, 'Change'],
      [DELETION, 'Deletion'],
    ],
  });
  changeMessage = TextField({ verboseName: 'change message', blank: true });

  declare userId: number;
  declare contentTypeId: number | null;

  static objects = new LogEntryManager();
  static meta: Meta<LogEntry> = {
    verboseName: 'log entry',
    verboseNamePlural: 'log entries',
    dbTable: 'django_admin_log',
    ordering: ['-actionTime'],
  };

  get isAddition(): boolean {
    return this.actionFlag === ADDITION;
  }

  get isChange(): boolean {
    return this.actionFlag === CHANGE;
  }

  get isDeletion(): boolean {
    return this.actionFlag === DELETION;
  }

  /** In words: `Changed Title and Content.` */
  getChangeMessage(): string {
    if (!this.changeMessage.startsWith('[')) return this.changeMessage;
    try {
      return describeChange(JSON.parse(this.changeMessage) as ChangeMessage);
    } catch (error) {
      if (error instanceof SyntaxError) return this.changeMessage;
      throw error;
    }
  }

  override toString(): string {
    if (this.isAddition) return `Added “${this.objectRepr}”.`;
    if (this.isDeletion) return `Deleted “${this.objectRepr}.”`;
    if (this.isChange) return `Changed “${this.objectRepr}” — ${this.getChangeMessage()}`;
    return 'LogEntry Object';
  }
}
