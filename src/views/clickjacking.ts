import { type View, wrapView } from '../urls/view.ts';
import { whenReady } from '../utils/awaitable.ts';

/** Let other sites show this view in a frame. */
export function xframeOptionsExempt<Params>(view: View<Params>): View<Params> {
  return wrapView(view, (request, params) =>
    whenReady(view(request, params), (response) => {
      response.xFrameOptionsExempt = true;
      return response;
    }),
  );
}

/** Let pages of this site alone show this view in a frame. */
export function xframeOptionsSameorigin<Params>(view: View<Params>): View<Params> {
  return withFrameOptions(view, 'SAMEORIGIN');
}

/** Let nobody show this view in a frame, whatever X_FRAME_OPTIONS says. */
export function xframeOptionsDeny<Params>(view: View<Params>): View<Params> {
  return withFrameOptions(view, 'DENY');
}

function withFrameOptions<Params>(view: View<Params>, value: string): View<Params> {
  return wrapView(view, (request, params) =>
    whenReady(view(request, params), (response) => {
      response.headers.setdefault('X-Frame-Options', value);
      return response;
    }),
  );
}
