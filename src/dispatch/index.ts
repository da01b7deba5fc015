export { receiver } from './receiver.ts';
export { type ConnectOptions, type Receiver, Signal, type SignalEvent } from './signal.ts';
