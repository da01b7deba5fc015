import { type PlainTime, temporalKind } from '../utils/temporal.ts';
import type { Widget } from './widgets/widget.ts';

/** An initial value as a form uses it: a function is called. */
export function initialValue(given: unknown, widget: Widget): unknown {
  const value: unknown = typeof given === 'function' ? given() : given;
  return widget.supportsMicroseconds ? value : withoutFraction(value);
}

/** Cut to whole seconds, as the widget shows it, so that a form that nobody touched has not changed. */
function withoutFraction(value: unknown): unknown {
  if (value instanceof Date) return new Date(Math.floor(value.getTime() / 1000) * 1000);
  return temporalKind(value) === 'PlainTime'
    ? (value as PlainTime).with({ millisecond: 0, microsecond: 0, nanosecond: 0 })
    : value;
}
