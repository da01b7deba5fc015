export { getToken, rotateToken, skipCsrfChecks } from './csrf-token.ts';
export type { GetResponse, Middleware, MiddlewareHooks } from './middleware.ts';
export { MiddlewareNotUsed } from './middleware-not-used.ts';
