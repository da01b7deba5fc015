/** Where migrations import from what this folder exports. */
export const MODULE = 'jango/contrib/postgres';
