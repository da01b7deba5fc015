import type { Settings } from '../conf/settings.ts';
import type { Message } from '../contrib/messages/message.ts';
import type { Form } from '../forms/form.ts';
import type { Awaitable } from '../utils/awaitable.ts';
import * as basic from './assertions/basic.ts';
import { assertFormError } from './assertions/forms.ts';
import * as html from './assertions/html.ts';
import * as json from './assertions/json.ts';
import { assertMessages } from './assertions/messages.ts';
import { assertNumQueries, assertQuerySetEqual, type QuerySetEqualOptions } from './assertions/queries.ts';
import { assertRaises, assertRaisesMessage } from './assertions/raises.ts';
import {
  assertContains,
  assertNotContains,
  assertRedirects,
  type RedirectsOptions,
} from './assertions/responses.ts';
import { assertTemplateNotUsed, assertTemplateUsed } from './assertions/templates.ts';
import { Client } from './client.ts';
import { overrideSettings } from './override-settings.ts';
import { PendingAssertions } from './pending-assertions.ts';
import { SkipTest } from './skip-test.ts';
import type { TestResponse } from './test-response.ts';

const plain = { ...basic, ...html, ...json, assertContains, assertNotContains };
type PlainAssertions = typeof plain;
/** The assertions that need not wait are methods as they are. */
interface Assertions extends PlainAssertions {}

/**
 * Tests as methods: each whose name starts with `test` is one, run on an instance of its own.
 *
 *     export class SlugTests extends SimpleTestCase {
 *       testSpacesBecomeDashes() { this.assertEqual(slugify('a b'), 'a-b'); }
 *     }
 *
 * This one is for tests without a database; `TestCase` has one.
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: the assertions are put on the prototype below
export class SimpleTestCase {
  /** A browser without a screen, new for each test. */
  client: Client = new Client();
  readonly #pending = new PendingAssertions();

  /** Once, before the first test of the class. */
  static setUpClass(): Awaitable<void> {}
  /** Once, after the last test of the class. */
  static tearDownClass(): Awaitable<void> {}
  /** Before each test. */
  setUp(): Awaitable<void> {}
  /** After each test, failed ones too. */
  tearDown(): Awaitable<void> {}

  /** End the test here, without a verdict. */
  skipTest(reason: string): never {
    throw new SkipTest(reason);
  }

  /** Run a part of the test with other settings. */
  settings<T>(values: Partial<Settings>, body: () => Awaitable<T>): Awaitable<T> {
    return overrideSettings(values, body);
  }

  assertRedirects(response: TestResponse, url: string, options: RedirectsOptions = {}): PromiseLike<void> {
    return this.#pending.add(assertRedirects(response, url, this.client, options));
  }

  assertTemplateUsed(subject: TestResponse | (() => Awaitable<unknown>), name: string): PromiseLike<void> {
    return this.#pending.add(assertTemplateUsed(subject, name));
  }

  assertTemplateNotUsed(subject: TestResponse | (() => Awaitable<unknown>), name: string): PromiseLike<void> {
    return this.#pending.add(assertTemplateNotUsed(subject, name));
  }

  assertFormError(form: Form, field: string | null, errors: string | readonly string[]): PromiseLike<void> {
    return this.#pending.add(assertFormError(form, field, errors));
  }

  assertMessages(
    response: TestResponse,
    expected: readonly Message[],
    options?: { ordered?: boolean },
  ): PromiseLike<void> {
    return this.#pending.add(assertMessages(response, expected, options));
  }

  assertNumQueries<T>(count: number, body: () => Awaitable<T>, options?: { using?: string }): PromiseLike<T> {
    return this.#pending.add(assertNumQueries(count, body, options));
  }

  assertQuerySetEqual<Row>(
    rows: PromiseLike<readonly Row[]> | readonly Row[],
    values: Iterable<unknown>,
    options?: QuerySetEqualOptions<Row>,
  ): PromiseLike<void> {
    return this.#pending.add(assertQuerySetEqual(rows, values, options));
  }

  assertRaises<E extends Error>(
    type: abstract new (...args: never[]) => E,
    body: () => Awaitable<unknown>,
    message?: string,
  ): PromiseLike<E> {
    return this.#pending.add(assertRaises(type, body, message));
  }

  assertRaisesMessage<E extends Error>(
    type: abstract new (...args: never[]) => E,
    expected: string,
    body: () => Awaitable<unknown>,
  ): PromiseLike<E> {
    return this.#pending.add(assertRaisesMessage(type, expected, body));
  }

  /** One test, from `setUp()` to `tearDown()`; called by the runner. @throws what the test throws */
  async runTest(method: string): Promise<void> {
    await this.setUp();
    try {
      await (Reflect.get(this, method) as () => Awaitable<void>).call(this);
      await this.#pending.settle();
    } finally {
      await this.tearDown();
    }
  }

  /** Everything of one class: `eachTest` runs its tests. The runner calls it; a subclass puts something around them. */
  static async runClass(eachTest: () => Promise<void>): Promise<void> {
    await this.setUpClass();
    try {
      await eachTest();
    } finally {
      await this.tearDownClass();
    }
  }
}

export interface SimpleTestCase extends Assertions {}
Object.assign(SimpleTestCase.prototype, plain);
