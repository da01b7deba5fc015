import type { Context } from './context.ts';
import type { Template } from './template.ts';

/** A template that is about to be rendered, with the context that it sees then. */
export interface Rendering {
  readonly template: Template;
  readonly context: Context;
}
export type RenderListener = (rendering: Rendering) => void;

const listeners = new Set<RenderListener>();

/** Hear of every rendering, includes and parents too, until the returned function is called: what test clients and debug tools use. */
export function onRender(listener: RenderListener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Whether anybody listens; a template that finds nobody makes no record. */
export function isRenderWatched(): boolean {
  return listeners.size > 0;
}

/** Called by templates. */
export function tellRender(rendering: Rendering): void {
  for (const listener of listeners) listener(rendering);
}
