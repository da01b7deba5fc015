import type { HttpRequest } from '../../../http/request.ts';
import { HttpResponse } from '../../../http/response.ts';
import { renderToString } from '../../../template/engines.ts';

/** What happened in a window that the link beside a select had opened. */
export interface PopupResult {
  action: 'add' | 'change' | 'delete';
  value: string;
  text?: string;
  newValue?: string;
}

/** A page that tells the window it was opened from, and closes. */
export async function popupResponse(result: PopupResult, request: HttpRequest): Promise<HttpResponse> {
  const context = { popupResponseData: JSON.stringify(result) };
  return new HttpResponse(await renderToString('admin/popup_response.html', context, request));
}
