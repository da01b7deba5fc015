import { BaseCache } from './base-cache.ts';

/** Keeps nothing: a cache for development. */
export class DummyCache extends BaseCache {
  override read(): undefined {
    return undefined;
  }

  override write(): void {}

  override remove(): boolean {
    return false;
  }

  override async clear(): Promise<void> {}
}
