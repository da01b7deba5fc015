/** The pieces of a text or a stream; bytes are UTF-8. */
export async function* textPieces(
  source: string | AsyncIterable<string | Uint8Array>,
): AsyncIterable<string> {
  if (typeof source === 'string') {
    yield source;
    return;
  }
  const decoder = new TextDecoder();
  for await (const piece of source) {
    yield typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
  }
  yield decoder.decode();
}

export async function wholeText(source: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const piece of source) text += piece;
  return text.replace(/^\uFEFF/, '');
}
