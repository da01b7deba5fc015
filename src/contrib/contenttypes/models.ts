export { ContentType } from './content-type.ts';
