import { CheckError, type CheckMessage } from '../../../core/checks/messages.ts';
import { nearest } from '../../../utils/nearest.ts';
import type { ModelAdmin } from '../model-admin.ts';

/** Collects what is wrong with one admin class. */
export class Findings {
  readonly admin: ModelAdmin;
  readonly messages: CheckMessage[] = [];

  constructor(admin: ModelAdmin) {
    this.admin = admin;
  }

  add(id: string, message: string, hint?: string): void {
    const obj = this.admin.constructor;
    this.messages.push(
      new CheckError(message, {
        id: `admin.${id}`,
        obj: { toString: () => `<class '${obj.name}'>` },
        ...(hint !== undefined && { hint }),
      }),
    );
  }

  /** A name that leads to no field. */
  missing(id: string, label: string, name: string): void {
    const { opts } = this.admin;
    const near = nearest(
      name,
      opts.getFields().map((field) => field.name),
    );
    const hint = near === undefined ? undefined : `Did you mean '${near}'?`;
    this.add(
      id,
      `The value of '${label}' refers to '${name}', which is not a field of '${opts.label}'.`,
      hint,
    );
  }
}
