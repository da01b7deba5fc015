import type { UnitBuilder } from '../compile/unit-builder.ts';
import { TemplateSyntaxError } from '../errors.ts';
import { CompiledNode } from '../nodes/compiled-node.ts';
import type { TemplateNode } from '../nodes/node.ts';
import type { NodeList } from '../nodes/node-list.ts';
import type { Parser } from '../parser.ts';
import type { TemplateSource } from '../template-source.ts';
import type { Token } from '../token.ts';

/** `{% autoescape off %}…{% endautoescape %}`. */
export class AutoescapeNode extends CompiledNode {
  readonly isOn: boolean;
  readonly nodelist: NodeList;
  readonly assigns = [];

  constructor(source: TemplateSource, isOn: boolean, nodelist: NodeList) {
    super(source);
    this.isOn = isOn;
    this.nodelist = nodelist;
  }

  compile(unit: UnitBuilder): void {
    unit.withLocals(1, (before) => {
      unit.code(`${before} = c.autoescape; c.autoescape = ${this.isOn};`);
      unit.nodes(this.nodelist);
      unit.code(`c.autoescape = ${before};`);
    });
  }
}

export function autoescape(parser: Parser, token: Token): TemplateNode {
  const words = token.contents.split(/\s+/);
  if (words.length !== 2) throw new TemplateSyntaxError("'autoescape' tag requires exactly one argument.");
  const setting = words[1];
  if (setting !== 'on' && setting !== 'off') {
    throw new TemplateSyntaxError("'autoescape' argument should be 'on' or 'off'");
  }
  const nodelist = parser.parse(['endautoescape']);
  parser.deleteFirstToken();
  return new AutoescapeNode(parser.source, setting === 'on', nodelist);
}
