/** A database for each test process; `TEST_DATABASE_NAME` begins its name, so that two runs on one server keep apart. */
export function testDatabaseName(): string {
  return `${process.env['TEST_DATABASE_NAME'] ?? 'jango_test'}_${process.env['VITEST_POOL_ID'] ?? 1}`;
}
