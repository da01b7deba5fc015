import { FrameworkError } from '../core/errors/framework-error.ts';

/** The system checks found something serious, so the command did not run; the message is the whole report. */
export class SystemCheckError extends FrameworkError {
  constructor(report: string) {
    super('management.system-check', report);
  }
}
