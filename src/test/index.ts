export {
  assertAlmostEqual,
  assertCountEqual,
  assertEqual,
  assertFalse,
  assertGreater,
  assertGreaterEqual,
  assertIn,
  assertIs,
  assertIsInstance,
  assertIsNot,
  assertIsNotNull,
  assertIsNull,
  assertLess,
  assertLessEqual,
  assertNotEqual,
  assertNotIn,
  assertRegex,
  assertTrue,
} from './assertions/basic.ts';
export { assertFormError } from './assertions/forms.ts';
export { assertHTMLEqual, assertHTMLNotEqual, assertInHTML, assertNotInHTML } from './assertions/html.ts';
export { assertJSONEqual, assertURLEqual } from './assertions/json.ts';
export { assertMessages } from './assertions/messages.ts';
export { assertNumQueries, assertQuerySetEqual, type QuerySetEqualOptions } from './assertions/queries.ts';
export { assertRaises, assertRaisesMessage } from './assertions/raises.ts';
export {
  assertContains,
  assertNotContains,
  assertRedirects,
  type ContainsOptions,
  type RedirectsOptions,
} from './assertions/responses.ts';
export { assertTemplateNotUsed, assertTemplateUsed } from './assertions/templates.ts';
export { Client, type ClientOptions, type ClientRequestOptions } from './client.ts';
export { CookieJar } from './cookie-jar.ts';
export type { FormFields, FormValue, RequestData } from './encode-body.ts';
export { overrideSettings } from './override-settings.ts';
export { captureTemplates, type Rendered } from './rendered.ts';
export { RequestFactory, type RequestOptions } from './request-factory.ts';
export { SimpleTestCase } from './simple-test-case.ts';
export { SkipTest } from './skip-test.ts';
export { TestCase } from './test-case.ts';
export { createTestDatabases, type TestDatabaseOptions } from './test-databases.ts';
export { setupTestEnvironment } from './test-environment.ts';
export { TestResponse } from './test-response.ts';
export { TransactionTestCase } from './transaction-test-case.ts';
