/** Thrown by `this.skipTest()`: the test is counted as skipped. */
export class SkipTest extends Error {}
