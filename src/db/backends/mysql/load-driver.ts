import { ImproperlyConfigured } from '../../../core/errors/improperly-configured.ts';

type Driver = typeof import('mysql2');

let loading: Promise<Driver> | undefined;

/** The package mysql2, loaded when a connection is first opened. @throws ImproperlyConfigured when it is not installed */
export function loadMysqlDriver(): Promise<Driver> {
  loading ??= import('mysql2').then(
    (module) => (module as unknown as { default?: Driver }).default ?? module,
    (error: unknown) => {
      loading = undefined;
      throw new ImproperlyConfigured(
        'The database engine mysql needs the package mysql2, which cannot be loaded.',
        'Install it with `npm install mysql2`.',
        { cause: error },
      );
    },
  );
  return loading;
}
