import v8 from 'node:v8';
import vm from 'node:vm';

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

interface Youth {
  readonly tunings: readonly Tuning[];
  readonly end: NodeJS.Timeout;
  /** Whether the project is to be loaded before the work begins. */
  readonly loads: boolean;
}

let youth: Youth | undefined;

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
  youth = { tunings, end: setTimeout(endYouth, YOUTH).unref(), loads: kind === 'script' };
}

/**
 * The project is loaded: of a script V8 collects once what that has left, as Ruby's `Process.warmup` does. It then knows how much is there
 * to stay, and lets the rest grow for longer before it collects again. A command would end before that pays.
 */
export function settle(): void {
  if (youth?.loads !== true) return;
  youth = { ...youth, loads: false };
  collector()();
}

function collector(): () => void {
  if (globalThis.gc !== undefined) return globalThis.gc;
  v8.setFlagsFromString('--expose-gc');
  const collect = vm.runInNewContext('gc') as () => void;
  v8.setFlagsFromString('--no-expose-gc');
  return collect;
}

/** Give V8 its own values back: the process is some seconds old, or a server that is here to stay. */
export function endYouth(): void {
  if (youth === undefined) return;
  clearTimeout(youth.end);
  for (const { grown } of youth.tunings) v8.setFlagsFromString(grown);
  youth = { ...youth, tunings: [], loads: false };
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
