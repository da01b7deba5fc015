/** `jango/temporal`: days, times and durations as DateField, TimeField and DurationField hold them. Node's own where it has it. */
export { Temporal } from 'temporal-polyfill';
