import { FrameworkError } from '../../core/errors/framework-error.ts';
import { SuspiciousOperation } from '../../core/errors/requests.ts';

/** A model was registered twice, or what was registered is no model with a table. */
export class AlreadyRegistered extends FrameworkError {
  constructor(label: string, adminClass: string) {
    super(
      'admin.already-registered',
      `The model ${label} is already registered with '${adminClass}'.`,
      'Register it once; unregister() it first to put another class in its place.',
    );
  }
}

/** A model was asked for that nobody has registered. */
export class NotRegistered extends FrameworkError {
  constructor(label: string) {
    super(
      'admin.not-registered',
      `The model ${label} is not registered.`,
      `Put admin.site.register(...) into the admin.ts of its app.`,
    );
  }
}

/** A list was asked to be narrowed by a field that it offers no filter for. */
export class DisallowedLookup extends SuspiciousOperation {
  constructor(lookup: string) {
    super(
      `Filtering by ${lookup} not allowed.`,
      'Add it to listFilter to allow it.',
      'admin.disallowed-lookup',
    );
  }
}
