import { epochOf, momentOf } from '../../utils/moment.ts';
import { temporal, temporalKind } from '../../utils/temporal.ts';
import { isText } from '../../utils/text-object.ts';
import { isZone } from '../../utils/timezone.ts';

/** A time that stays in the zone a filter gave it, whatever the current one is. */
export interface PinnedTime {
  convertToLocalTime: false;
}

/** A time in a zone; nothing for what is no time, or no zone. */
export function toZone(value: unknown, zone: unknown): unknown {
  const moment = momentOf(value);
  const name = zoneNameOf(zone);
  if (moment?.kind !== 'datetime' || name === undefined) return '';
  const instant = temporal()
    .Instant.fromEpochMilliseconds(epochOf(moment))
    .add({ microseconds: moment.microsecond % 1000 });
  return Object.assign(instant.toZonedDateTimeISO(name), { convertToLocalTime: false } satisfies PinnedTime);
}

function zoneNameOf(zone: unknown): string | undefined {
  if (temporalKind(zone) !== undefined) return undefined;
  const name = isText(zone) ? zone.toString() : undefined;
  return name !== undefined && isZone(name) ? name : undefined;
}
