import { crypto } from './builtins.ts';

let last = 0;

/** A UUID of version 7: 48 bits of the time in milliseconds, then chance; later ones of a process sort after earlier ones. */
export function uuid7(): string {
  const bytes = crypto().randomBytes(16);
  // Two of one millisecond would be in the order of chance.
  last = Math.max(Date.now(), last + 1);
  bytes.writeUIntBE(last, 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
