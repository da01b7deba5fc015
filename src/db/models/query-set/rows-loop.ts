import { codeOf } from '../../../utils/code-of.ts';
import { afterConverting, type PlaceConverter } from '../fill-instance.ts';
import type { AnyModel } from '../model.ts';
import type { MakeInstance } from './instances.ts';

/** How many instances know each other, so that loading a relation of one loads it for all. */
export const PEERS = 1000;

export type MakeRows = (rows: unknown[][]) => AnyModel[];

const loops = new WeakMap<MakeInstance, MakeRows>();

/**
 * Reads rows of which nothing is known beforehand. Each maker has a loop of its own: one that all share would be made quick by V8 for
 * the first maker, given up when the next one comes, and so on.
 */
export function rowsLoop(make: MakeInstance, converters: readonly PlaceConverter[]): MakeRows {
  const known = converters.length === 0 ? loops.get(make) : undefined;
  if (known !== undefined) return known;
  const loop = loopOf(afterConverting(make, converters));
  if (converters.length === 0) loops.set(make, loop);
  return loop;
}

let made = 0;

function loopOf(make: MakeInstance): MakeRows {
  // V8 takes the same text for the same function.
  const loop = codeOf(`return ${loopOver.toString()} // ${++made}`, {}) as typeof loopOver | undefined;
  return (loop ?? loopOver)(make, PEERS);
}

/** Its text is taken: it uses nothing from outside. */
function loopOver(make: MakeInstance, mostPeers: number): MakeRows {
  return (rows) => {
    const result = new Array<AnyModel>(rows.length);
    let peers: AnyModel[] | undefined = rows.length > 1 ? result : undefined;
    let start = 0;
    for (let i = 0; i < rows.length; i++) {
      if (i === start + mostPeers || (i === 0 && rows.length > mostPeers)) {
        start = i;
        peers = [];
      }
      const instance = make(rows[i]!, peers)!;
      if (peers !== undefined && peers !== result) peers.push(instance);
      result[i] = instance;
    }
    return result;
  };
}
