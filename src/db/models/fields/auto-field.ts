import { Field } from './field.ts';
export class AutoField extends Field {}
export class BigAutoField extends AutoField {}
export class SmallAutoField extends AutoField {}
