import { HttpResponse } from './response.ts';
import type { ResponseOptions } from './response-base.ts';

export interface JsonResponseOptions extends ResponseOptions {
  /** Spaces of indentation, for people. */
  indent?: number;
}

/** Data as JSON: `new JsonResponse({ pk: 3 })`. Dates, and whatever has `toJSON()`, are written as JSON has them. */
export class JsonResponse extends HttpResponse {
  constructor(data: unknown, options: JsonResponseOptions = {}) {
    const { indent, ...rest } = options;
    const text = JSON.stringify(data, undefined, indent);
    if (text === undefined) throw new TypeError(`A JsonResponse cannot be made of ${typeof data}.`);
    super(text, { contentType: 'application/json', ...rest });
  }
}
