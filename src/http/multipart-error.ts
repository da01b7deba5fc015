import { BadRequest } from '../core/errors/requests.ts';

/** A body that calls itself `multipart/form-data` and isn't. */
export class MultiPartParserError extends BadRequest {}
