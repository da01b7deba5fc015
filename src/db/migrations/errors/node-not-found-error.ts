import { FrameworkError } from '../../../core/errors/framework-error.ts';

/** A migration that another one depends on, or that was asked for, isn't there. */
export class NodeNotFoundError extends FrameworkError {
  constructor(what: string, hint?: string) {
    super('migrations.node-not-found', what, hint);
  }
}
