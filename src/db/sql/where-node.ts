import { joinSql, rawSql, type SqlFragment } from '../backends/base/fragment.ts';
import { NotSupportedError } from '../errors.ts';
import type { Compiler } from './compiler.ts';
import { EmptyResultSet, FullResultSet } from './empty-result.ts';
import { Expression, type SlotChange } from './expression.ts';

export const AND = 'AND';
export const OR = 'OR';
export const XOR = 'XOR';
export type Connector = typeof AND | typeof OR | typeof XOR;

/** Conditions and how they hang together; grows while a query is built. */
export class WhereNode extends Expression {
  connector: Connector;
  negated: boolean;
  children: Expression[];

  constructor(children: readonly Expression[] = [], connector: Connector = AND, negated = false) {
    super();
    this.connector = connector;
    this.negated = negated;
    this.children = [...children];
  }

  /** Add a condition, making room for it when it is connected in another way than those that are here. */
  add(child: Expression, connector: Connector): void {
    if (child instanceof WhereNode && child.children.length === 0) return;
    if (this.connector !== connector && this.children.length > 0) {
      const before = new WhereNode(this.children, this.connector, this.negated);
      this.connector = connector;
      this.negated = false;
      this.children = [before];
    } else if (this.children.length === 0) {
      this.connector = connector;
    }
    const flat =
      child instanceof WhereNode &&
      !child.negated &&
      (child.connector === connector || child.children.length === 1);
    if (flat) this.children.push(...(child as WhereNode).children);
    else this.children.push(child);
  }

  clone(): WhereNode {
    const children = this.children.map((child) => (child instanceof WhereNode ? child.clone() : child));
    return new WhereNode(children, this.connector, this.negated);
  }

  get isEmpty(): boolean {
    return this.children.length === 0;
  }

  override get sources(): readonly Expression[] {
    return this.children;
  }

  override withSources(sources: readonly (Expression | undefined)[]): WhereNode {
    return new WhereNode(sources as Expression[], this.connector, this.negated);
  }

  override mapSlots(change: SlotChange): WhereNode {
    return super.mapSlots(change) as WhereNode;
  }

  override relabeled(aliases: ReadonlyMap<string, string>): WhereNode {
    return super.relabeled(aliases) as WhereNode;
  }

  override get conditional(): boolean {
    return true;
  }

  override getGroupByCols(): Expression[] {
    return this.children.flatMap((child) => child.getGroupByCols());
  }

  override toSql(compiler: Compiler): SqlFragment {
    const { children, connector } = this;
    if (connector === XOR) {
      const { supportsLogicalXor } = compiler.connection.features;
      return supportsLogicalXor ? this.#logicalXorSql(compiler) : this.#countedXorSql(compiler);
    }
    const parts: SqlFragment[] = [];
    let full = connector === AND ? children.length : 1;
    let empty = connector === AND ? 1 : children.length;
    for (const child of children) {
      try {
        parts.push(compiler.compile(child));
      } catch (error) {
        if (error instanceof EmptyResultSet) empty--;
        else if (error instanceof FullResultSet) full--;
        else throw error;
      }
      if (empty === 0) {
        if (this.negated) throw new FullResultSet();
        throw new EmptyResultSet();
      }
      if (full === 0) {
        if (this.negated) throw new EmptyResultSet();
        throw new FullResultSet();
      }
    }
    if (parts.length === 0) throw new FullResultSet();
    const joined = joinSql(parts, ` ${connector} `);
    if (this.negated) return { sql: `NOT (${joined.sql})`, params: joined.params };
    return parts.length > 1 ? { sql: `(${joined.sql})`, params: joined.params } : joined;
  }

  /** A condition that is met by no row leaves the others as they are; one that all rows meet turns the result round. */
  #logicalXorSql(compiler: Compiler): SqlFragment {
    const parts: SqlFragment[] = [];
    let { negated } = this;
    for (const child of this.children) {
      try {
        parts.push(compiler.compile(child));
      } catch (error) {
        if (error instanceof FullResultSet) negated = !negated;
        else if (!(error instanceof EmptyResultSet)) throw error;
      }
    }
    if (parts.length === 0) {
      if (negated) throw new FullResultSet();
      throw new EmptyResultSet();
    }
    const { sql, params } = joinSql(parts, ` ${XOR} `);
    return { sql: negated ? `NOT (${sql})` : `(${sql})`, params };
  }

  /** An odd number of the conditions holds. */
  #countedXorSql(compiler: Compiler): SqlFragment {
    const either = new WhereNode(this.children, OR);
    return new WhereNode([either, new OddNumber(this.children)], AND, this.negated).toSql(compiler);
  }

  /**
   * The conditions that belong to WHERE, those on aggregates for HAVING, and those on window functions.
   * @param mustGroup whether a mixed OR has to go to HAVING whole
   */
  splitHaving(negated = false, mustGroup = false): readonly [WhereNode?, WhereNode?, WhereNode?] {
    if (!this.containsAggregate && !this.containsOverClause) return [this, undefined, undefined];
    const inNegated = negated !== this.negated;
    const mixed =
      (inNegated && this.connector === AND) ||
      (!inNegated && this.connector === OR) ||
      this.connector === XOR;
    if (mixed && this.containsAggregate && !this.containsOverClause) return [undefined, this, undefined];
    const [where, having, qualify]: [Expression[], Expression[], Expression[]] = [[], [], []];
    for (const child of this.children) {
      if (child instanceof WhereNode) {
        const [w, h, q] = child.splitHaving(inNegated, mustGroup);
        if (w !== undefined) where.push(w);
        if (h !== undefined) having.push(h);
        if (q !== undefined) qualify.push(q);
      } else if (child.containsOverClause) {
        qualify.push(child);
      } else if (child.containsAggregate) {
        having.push(child);
      } else {
        where.push(child);
      }
    }
    if (mixed && qualify.length > 0) {
      if (where.length === 0 || !mustGroup) return [undefined, undefined, this];
      throw new NotSupportedError(
        'Heterogeneous disjunctive predicates against window functions are not implemented when performing conditional aggregation.',
      );
    }
    const node = (children: Expression[]): WhereNode | undefined =>
      children.length === 0 ? undefined : new WhereNode(children, this.connector, this.negated);
    return [node(where), node(having), node(qualify)];
  }
}

/** Whether an odd number of conditions holds. One that is decided without the database counts as 1 or 0. */
class OddNumber extends Expression {
  readonly conditions: readonly Expression[];

  constructor(conditions: readonly Expression[]) {
    super();
    this.conditions = conditions;
  }

  override toSql(compiler: Compiler): SqlFragment {
    const counted = joinSql(
      this.conditions.map((condition) => oneOrZero(compiler, condition)),
      ' + ',
    );
    const parity = this.conditions.length > 2 ? `MOD((${counted.sql}), 2)` : `(${counted.sql})`;
    return { sql: `1 = ${parity}`, params: counted.params };
  }
}

function oneOrZero(compiler: Compiler, condition: Expression): SqlFragment {
  try {
    const { sql, params } = compiler.compile(condition);
    return { sql: `CASE WHEN ${sql} THEN 1 ELSE 0 END`, params };
  } catch (error) {
    if (error instanceof EmptyResultSet) return rawSql('0');
    if (error instanceof FullResultSet) return rawSql('1');
    throw error;
  }
}

/** A condition that nothing meets: what `none()` adds. */
export class NothingNode extends Expression {
  override toSql(): SqlFragment {
    throw new EmptyResultSet();
  }

  override resolveExpression(): Expression {
    return this;
  }

  override get conditional(): boolean {
    return true;
  }
}
