import { Manager } from '../../db/models/manager.ts';
import type { AnyModel } from '../../db/models/model.ts';
import { ContentType } from '../contenttypes/content-type.ts';
import type { ChangeMessage } from './change-message.ts';
import type { ActionFlag, LogEntry } from './log-entry.ts';

const LONGEST_REPR = 200;

export class LogEntryManager extends Manager<LogEntry> {
  static readonly exportedFrom: string = 'jango/contrib/admin';
  override readonly useInMigrations: boolean = true;

  /** Note what somebody did with some objects of one model. */
  async logActions(
    userId: unknown,
    objects: readonly AnyModel[],
    actionFlag: ActionFlag,
    changeMessage: string | ChangeMessage = '',
  ): Promise<void> {
    const [first] = objects;
    if (first === undefined) return;
    const contentType = await ContentType.objects.getForModel(first.constructor as never, {
      forConcreteModel: false,
    });
    const message = typeof changeMessage === 'string' ? changeMessage : JSON.stringify(changeMessage);
    const entries = objects.map(
      (object) =>
        new this.model({
          userId,
          contentType,
          objectId: String(object.pk),
          objectRepr: object.toString().slice(0, LONGEST_REPR),
          actionFlag,
          changeMessage: message,
        }),
    ) as LogEntry[];
    await this.bulkCreate(entries);
  }
}
