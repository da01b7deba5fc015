/** Frames of the framework's database code, and of Node. */
const OWN_FRAME =
  /[\\/]src[\\/]db[\\/](?:transaction|backends[\\/])|[\\/]jango[\\/]dist[\\/]|node:|<anonymous>/;

/** @returns what says from where in the project the calling code was reached; written out only when it is asked */
export function transactionHolder(): () => string {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 20;
  const here = new Error();
  Error.stackTraceLimit = limit;
  return () => {
    const frames = (here.stack ?? '').split('\n').slice(1);
    const outside = frames.filter((frame) => !OWN_FRAME.test(frame));
    return `an atomic() that began\n${(outside.length > 0 ? outside : frames).slice(0, 4).join('\n')}`;
  };
}

export function statementHolder(sql: string): () => string {
  return () => `the statement ${sql.length > 200 ? `${sql.slice(0, 200)}...` : sql}`;
}
