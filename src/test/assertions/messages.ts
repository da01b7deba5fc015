import type { Message } from '../../contrib/messages/message.ts';
import type { TestResponse } from '../test-response.ts';
import { assertCountEqual, assertEqual } from './basic.ts';

/** The response leaves exactly these messages for the visitor, by level, text and tags. */
export async function assertMessages(
  response: TestResponse,
  expected: readonly Message[],
  options: { ordered?: boolean } = {},
): Promise<void> {
  const { findMessages } = await import('../../contrib/messages/request-messages.ts');
  const actual = [...(findMessages(response.request) ?? [])].map(describe);
  if (options.ordered ?? true) assertEqual(actual, expected.map(describe));
  else assertCountEqual(actual, expected.map(describe));
}

function describe({ level, message, extraTags }: Message): {
  level: number;
  message: string;
  extraTags: string;
} {
  return { level, message: String(message), extraTags };
}
