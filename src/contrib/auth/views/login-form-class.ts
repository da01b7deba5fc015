import type { FormData } from '../../../forms/data-source.ts';
import type { HttpRequest } from '../../../http/request.ts';
import type { AuthenticationForm } from '../forms/authentication-form.ts';

/** A class of login forms. */
export type LoginFormClass = new (request?: HttpRequest | null, data?: FormData | null) => AuthenticationForm;
