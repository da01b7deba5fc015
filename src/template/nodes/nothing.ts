import type { TemplateNode } from './node.ts';

/** A tag that prints nothing. */
export const NOTHING: TemplateNode = { render: () => '', compile: () => {}, assigns: [] };
