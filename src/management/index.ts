export { BaseCommand, type CommandModule, type CommonOptions } from './base-command.ts';
export { CommandError } from './command-error.ts';
export { Output } from './output.ts';
export { type Style, style } from './style.ts';
