export { type Receiver, Signal, type SignalEvent } from './signal.ts';
