export { ContentType } from './content-type.ts';
export { ContentTypeManager } from './content-type-manager.ts';
