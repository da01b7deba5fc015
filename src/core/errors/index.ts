export { FieldDoesNotExist } from './field-does-not-exist.ts';
export { FieldError } from './field-error.ts';
export { FrameworkError } from './framework-error.ts';
export { ImproperlyConfigured } from './improperly-configured.ts';
export { LookupError } from './lookup-error.ts';
export { ModuleLoadError } from './module-load-error.ts';
export { MultipleObjectsReturned, ObjectDoesNotExist } from './object-does-not-exist.ts';
export {
  BadRequest,
  DisallowedHost,
  PermissionDenied,
  RequestDataTooBig,
  SuspiciousFileOperation,
  SuspiciousOperation,
  TooManyFieldsSent,
  TooManyFilesSent,
} from './requests.ts';
export { NON_FIELD_ERRORS, ValidationError, type ValidationErrorOptions } from './validation-error.ts';
