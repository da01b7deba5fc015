import { FrameworkError } from './framework-error.ts';

/** The user may not do this: answered with status 403. */
export class PermissionDenied extends FrameworkError {
  constructor(what = 'You do not have permission to do this.') {
    super('core.permission-denied', what);
  }
}

/** The request is malformed: answered with status 400. */
export class BadRequest extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('core.bad-request', what, hint);
  }
}

/** A request that no honest browser sends: logged under `django.security` and answered with status 400. */
export class SuspiciousOperation extends FrameworkError {
  constructor(what: string, hint?: string, code = 'core.suspicious-operation') {
    super(code, what, hint);
  }
}

/** The `Host` header is not in `ALLOWED_HOSTS`. */
export class DisallowedHost extends SuspiciousOperation {
  constructor(what: string, hint?: string) {
    super(what, hint, 'http.disallowed-host');
  }
}

/** The body is larger than `DATA_UPLOAD_MAX_MEMORY_SIZE`: answered with status 413. */
export class RequestDataTooBig extends SuspiciousOperation {
  constructor(what: string, hint?: string) {
    super(what, hint, 'http.request-data-too-big');
  }
}

/** More fields than `DATA_UPLOAD_MAX_NUMBER_FIELDS`. */
export class TooManyFieldsSent extends SuspiciousOperation {
  constructor(what: string, hint?: string) {
    super(what, hint, 'http.too-many-fields-sent');
  }
}

/** More files than `DATA_UPLOAD_MAX_NUMBER_FILES`. */
export class TooManyFilesSent extends SuspiciousOperation {
  constructor(what: string, hint?: string) {
    super(what, hint, 'http.too-many-files-sent');
  }
}

/** A file name or path that would lead out of its folder. */
export class SuspiciousFileOperation extends SuspiciousOperation {
  constructor(what: string, hint?: string) {
    super(what, hint, 'core.suspicious-file-operation');
  }
}
