export { ContentType } from './content-type.ts';
export { ContentTypeManager } from './content-type-manager.ts';
export { GenericForeignKey, GenericRelation } from './declarations.ts';
export { GenericForeignKeyField, type GenericForeignKeyOptions } from './generic-foreign-key.ts';
export { GenericPrefetch } from './generic-prefetch.ts';
export { GenericRelationField, type GenericRelationOptions } from './generic-relation.ts';
