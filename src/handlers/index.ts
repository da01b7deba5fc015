export { InvalidHookResult, InvalidViewResult } from './call-view.ts';
export { getHandler, type Handler } from './handler.ts';
export { responseForException } from './response-for-exception.ts';
