export { LogEntry } from './log-entry.ts';
