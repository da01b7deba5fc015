/** Forbids other sites to show this one in a frame, unless a view says that they may. */
import { settings } from '../conf/configure.ts';
import { whenReady } from '../utils/awaitable.ts';
import type { GetResponse } from './middleware.ts';

export default function xFrameOptionsMiddleware(getResponse: GetResponse): GetResponse {
  const value = (settings.X_FRAME_OPTIONS || 'DENY').toUpperCase();
  return (request) =>
    whenReady(getResponse(request), (response) => {
      if (!response.xFrameOptionsExempt) response.headers.setdefault('X-Frame-Options', value);
      return response;
    });
}
