import { type Apps, apps as projectApps } from '../../apps/registry.ts';
import { LookupError } from '../../core/errors/lookup-error.ts';
import { type ConnectOptions, type Receiver, Signal } from '../../dispatch/signal.ts';
import type { ModelClass } from './model.ts';

/** A receiver whose sender is named and not registered yet. */
export interface Waiting {
  readonly signal: ModelSignal;
  /** `articles.article` */
  readonly label: string;
  readonly receiver: Receiver<never>;
  readonly dispatchUid: string | undefined;
  readonly weak: boolean;
}

let waiting: readonly Waiting[] = [];

/** A signal whose senders are models, which may be named: `postSave.connect(index, { sender: 'articles.Article' })`. */
export class ModelSignal<T extends object = object> extends Signal<T> {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }

  /** @throws LookupError for a name that is not of the form `app.Model` */
  override connect(receiver: Receiver<T>, options: ConnectOptions = {}): void {
    const { sender, dispatchUid, weak = false } = options;
    if (typeof sender !== 'string') {
      super.connect(receiver, options);
      return;
    }
    const label = labelOf(sender);
    const model = registered(label, projectApps);
    if (model !== undefined) super.connect(receiver, { ...options, sender: model });
    else
      waiting = [
        ...waiting,
        { signal: this as never, label, receiver: receiver as never, dispatchUid, weak },
      ];
  }

  override disconnect(receiver?: Receiver<T>, options: Omit<ConnectOptions, 'weak'> = {}): boolean {
    const { sender, dispatchUid: uid } = options;
    if (typeof sender !== 'string') return super.disconnect(receiver, options);
    const label = labelOf(sender);
    const isMeant = (one: Waiting): boolean =>
      one.signal === (this as never) &&
      one.label === label &&
      (uid === undefined ? one.receiver === (receiver as unknown) : one.dispatchUid === uid);
    const kept = waiting.filter((one) => !isMeant(one));
    const removed = kept.length < waiting.length;
    waiting = kept;
    const model = registered(label, projectApps);
    return (model !== undefined && super.disconnect(receiver, { ...options, sender: model })) || removed;
  }
}

/** Connect the receivers that wait for a model of the project. */
export function connectWaiting({ _meta: meta }: ModelClass): void {
  if (waiting.length === 0 || meta.apps !== projectApps) return;
  const due = waiting.filter(({ label }) => label === meta.labelLower);
  waiting = waiting.filter((one) => !due.includes(one));
  for (const { signal, receiver, dispatchUid, weak } of due) {
    const options = { sender: meta.model, weak };
    signal.connect(receiver as never, dispatchUid === undefined ? options : { ...options, dispatchUid });
  }
}

/** Receivers whose sender never came: what a system check reports. */
export function waitingReceivers(): readonly Waiting[] {
  return waiting;
}

function labelOf(name: string): string {
  if (/^[^.]+\.[^.]+$/.test(name)) return name.toLowerCase();
  throw new LookupError(`'${name}' is not a model name.`, "Write it as 'app_label.ModelName'.");
}

function registered(label: string, apps: Apps): unknown {
  const [app, name] = label.split('.');
  const config = apps.getAppConfigs().find((one) => one.label.toLowerCase() === app);
  return config?.models.get(name!);
}
