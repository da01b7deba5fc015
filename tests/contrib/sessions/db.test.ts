import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { loadSessionEngine } from '../../../src/contrib/sessions/engine.ts';
import { SessionGone } from '../../../src/contrib/sessions/errors.ts';
import { Session } from '../../../src/contrib/sessions/session.ts';
import type { SessionStoreClass } from '../../../src/contrib/sessions/session-base.ts';
import { callCommand } from '../../../src/management/call-command.ts';
import { setUpSite } from '../site.ts';

let tearDown: () => Promise<void>;
let Store: SessionStoreClass;
beforeAll(async () => {
  tearDown = await setUpSite();
  Store = await loadSessionEngine();
});
afterAll(() => tearDown());
afterEach(async () => {
  await Session.objects.all().delete();
});

it('keeps a session in a row, with the moment it expires', async () => {
  const session = new Store();
  session.set('cart', ['tea']);
  await session.save();
  const row = await Session.objects.get({ sessionKey: session.sessionKey! });
  expect(row.getDecoded()).toEqual({ cart: ['tea'] });
  const inTwoWeeks = Date.now() + 14 * 86_400_000;
  expect(Math.abs(row.expireDate.getTime() - inTwoWeeks)).toBeLessThan(5000);
  const again = new Store(session.sessionKey);
  await again.load();
  expect(again.get('cart')).toEqual(['tea']);
  expect(await again.exists(session.sessionKey!)).toBe(true);
});

it('does not bring an expired session back, and clearsessions throws it away', async () => {
  const session = new Store();
  session.setExpiry(-1);
  await session.save();
  const again = new Store(session.sessionKey);
  await again.load();
  expect(again.isEmpty()).toBe(true);
  expect(await Session.objects.count()).toBe(1);
  await callCommand('clearsessions');
  expect(await Session.objects.count()).toBe(0);
});

it('does not bring a deleted session back by saving it', async () => {
  const session = new Store();
  session.set('a', 1);
  await session.save();
  await Session.objects.all().delete();
  session.set('a', 2);
  await expect(session.save()).rejects.toThrow(SessionGone);
});
