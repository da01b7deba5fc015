/** Modules of Node that a process which only runs a command has no need of: each is loaded when it is first asked for. */
export const crypto = later<typeof import('node:crypto')>('node:crypto');
export const http = later<typeof import('node:http')>('node:http');
export const zlib = later<typeof import('node:zlib')>('node:zlib');
export const workerThreads = later<typeof import('node:worker_threads')>('node:worker_threads');

function later<M extends object>(name: string): () => M {
  let module: M | undefined;
  return () => {
    module ??= process.getBuiltinModule(name) as M;
    return module;
  };
}
