/** The place in the project from which the database is used: the first frame outside of this package's database code. */
export function callerPlace(): string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  const { stack = '' } = new Error();
  Error.stackTraceLimit = limit;
  const frames = stack.split('\n').slice(1);
  const outside = frames.find((frame) => !OWN_FRAME.test(frame));
  return /\(?([^()\s]+:\d+:\d+)\)?$/.exec(outside ?? '')?.[1] ?? 'unknown code';
}

const OWN_FRAME =
  /[\\/]src[\\/]db[\\/](?:transaction|backends[\\/])|[\\/]jango[\\/]dist[\\/]|node:|<anonymous>/;
