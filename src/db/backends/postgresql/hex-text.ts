/** Bytes as PostgreSQL reads and writes them: `\x00ff`. */
export function hexText(bytes: Uint8Array): string {
  return `\\x${Buffer.from(bytes).toString('hex')}`;
}
