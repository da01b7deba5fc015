/**
 * Assertions of a test that have to wait for something. One that the test awaits is the test's own affair; the others are awaited before
 * the test counts as over, so that a forgotten `await` hides no failure.
 */
export class PendingAssertions {
  readonly #unheard = new Set<Promise<unknown>>();

  add<T>(assertion: Promise<T>): PromiseLike<T> {
    this.#unheard.add(assertion);
    // Its failure is told by whoever awaits it.
    assertion.catch(() => {});
    return {
      then: (fulfilled, rejected) => {
        this.#unheard.delete(assertion);
        return assertion.then(fulfilled, rejected);
      },
    };
  }

  /** @throws the failure of an assertion that nobody awaited */
  async settle(): Promise<void> {
    for (const assertion of this.#unheard) await assertion;
    this.#unheard.clear();
  }
}
