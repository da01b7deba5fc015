import type { DatabaseSettings } from '../../src/conf/settings.ts';

const size = process.env['TEST_POOL'];

/** `TEST_POOL=1` has the pool of every server hold one connection: nothing may need two at a time. */
export const POOL: DatabaseSettings['OPTIONS'] = size === undefined ? {} : { pool: { max: Number(size) } };
