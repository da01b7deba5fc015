export { BaseCommand, type CommandModule, type CommonOptions } from './base-command.ts';
export { type CallOptions, callCommand } from './call-command.ts';
export { CommandError } from './command-error.ts';
export { type ManageOptions, manage } from './execute.ts';
export { Output } from './output.ts';
export { choose, confirm, hiddenQuestion, isInteractive, question } from './prompt.ts';
export { PromptCancelled } from './prompt-cancelled.ts';
export { type Style, style } from './style.ts';
export { SystemCheckError } from './system-check-error.ts';
