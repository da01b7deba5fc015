import { DeserializationError } from './errors.ts';

/** The pieces of a text or a stream. @throws DeserializationError for bytes that are no UTF-8 */
export async function* textPieces(
  source: string | AsyncIterable<string | Uint8Array>,
): AsyncIterable<string> {
  if (typeof source === 'string') {
    yield source;
    return;
  }
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const piece of source) {
    yield typeof piece === 'string' ? piece : decoded(decoder, piece);
  }
  yield decoded(decoder);
}

function decoded(decoder: InstanceType<typeof TextDecoder>, bytes?: Uint8Array): string {
  try {
    return decoder.decode(bytes, { stream: bytes !== undefined });
  } catch (cause) {
    throw new DeserializationError('The text is not UTF-8.', 'Save it in that encoding.', { cause });
  }
}

export async function wholeText(source: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of source) text += piece;
  return text.replace(/^\uFEFF/, '');
}
