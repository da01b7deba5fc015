export { neverCache, varyOnCookie, varyOnHeaders } from './cache-decorators.ts';
export { xframeOptionsDeny, xframeOptionsExempt, xframeOptionsSameorigin } from './clickjacking.ts';
export { csrfFailure } from './csrf.ts';
export { csrfExempt, csrfProtect, ensureCsrfCookie } from './csrf-decorators.ts';
export { badRequest, pageNotFound, permissionDenied, serverError } from './defaults.ts';
export { requireGET, requireHttpMethods, requirePOST, requireSafe } from './http-methods.ts';
export { nonAtomicRequests } from './non-atomic-requests.ts';
export { type ServeFileOptions, serveFile } from './serve-file.ts';
export { serveMedia } from './serve-media.ts';
