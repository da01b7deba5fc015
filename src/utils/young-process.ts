import v8 from 'node:v8';

/** How long a process counts as young, in milliseconds. */
const YOUTH = 10_000;

interface Tuning {
  readonly young: string;
  /** V8's own value. */
  readonly grown: string;
  /** The first major version of V8 that does not know the flag. */
  readonly until?: number;
  readonly forScriptsOnly?: boolean;
}

const TUNINGS: readonly Tuning[] = [
  // Room for new objects grows to its full size at once: what is read is not copied again and again while it grows. A command that loads
  // the project and ends would pay for room that it does not fill.
  { young: '--semi-space-growth-factor=16', grown: '--semi-space-growth-factor=2', forScriptsOnly: true },
  // A small heap is marked in one go: while it is marked bit by bit, all else is slower.
  { young: '--no-incremental-marking', grown: '--incremental-marking' },
  // Machine code costs more than a short command or a first request gets back: a function is to run for longer before it is compiled.
  // Later versions have Maglev, which is cheaper.
  { young: '--ticks-before-optimization=5', grown: '--ticks-before-optimization=3', until: 12 },
  {
    young: '--max-bytecode-size-for-early-opt=0',
    grown: '--max-bytecode-size-for-early-opt=81',
    until: 12,
  },
];

let youth: { readonly tunings: readonly Tuning[]; readonly end: NodeJS.Timeout } | undefined;

/**
 * Tell V8 that this process has just begun, so that it spends its first seconds on the work rather than on preparing for hours of it.
 * Flags that whoever started the process has given stay. (docs/decisions/0015)
 */
export function tuneYoungProcess(kind: 'command' | 'script'): void {
  if (youth !== undefined) return;
  const version = Number.parseInt(process.versions.v8 ?? '', 10);
  const given = `${process.execArgv.join(' ')} ${process.env['NODE_OPTIONS'] ?? ''}`;
  const tunings = TUNINGS.filter(
    ({ grown, until = Number.POSITIVE_INFINITY, forScriptsOnly = false }) =>
      version < until && !(forScriptsOnly && kind === 'command') && !isGiven(given, grown),
  );
  for (const { young } of tunings) v8.setFlagsFromString(young);
  youth = { tunings, end: setTimeout(endYouth, YOUTH).unref() };
}

/** Give V8 its own values back: the process is some seconds old, or a server that is here to stay. */
export function endYouth(): void {
  if (youth === undefined) return;
  clearTimeout(youth.end);
  for (const { grown } of youth.tunings) v8.setFlagsFromString(grown);
  youth = { ...youth, tunings: [] };
}

/** Do something as in a process that nobody has tuned: V8 keeps compiled code with the flags under which it was made. */
export function withOwnFlags<T>(work: () => T): T {
  const tunings = youth?.tunings ?? [];
  for (const { grown } of tunings) v8.setFlagsFromString(grown);
  try {
    return work();
  } finally {
    for (const { young } of tunings) v8.setFlagsFromString(young);
  }
}

/** V8 takes a flag with dashes and with underscores, negated too. */
function isGiven(given: string, flag: string): boolean {
  return given.replaceAll('_', '-').includes(flag.replace(/^--|=.*$/g, ''));
}
