import { ValidationError } from '../../core/errors/validation-error.ts';
import { localeSettings } from '../../utils/locale-settings.ts';
import { gettext } from '../../utils/translation/gettext.ts';
import {
  clockZone,
  dateFromWallClock,
  isCertain,
  type WallClock,
  wallClockText,
} from '../../utils/wall-clock.ts';

/**
 * The moment at which clocks of the current zone show this.
 * @throws ValidationError with USE_TZ, when they show it twice or never because clocks are changed
 */
export function fromCurrentZone(wall: WallClock): Date {
  const zone = clockZone();
  if (localeSettings().USE_TZ && !isCertain(wall, zone)) {
    throw new ValidationError(
      gettext(
        '%(datetime)s couldn’t be interpreted in time zone %(current_timezone)s; it may be ambiguous or it may not exist.',
      ),
      { code: 'ambiguous_timezone', params: { datetime: wallClockText(wall), current_timezone: zone } },
    );
  }
  return dateFromWallClock(wall, zone);
}
