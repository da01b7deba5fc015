import { demoteJoins, promoteJoins } from './aliases.ts';
import type { Query } from './query.ts';
import { AND, type Connector, OR } from './where-node.ts';

/**
 * Decides which joins of a node of conditions may be inner ones. Each condition votes for the joins without which it cannot
 * hold: under AND one vote makes a join inner, under OR all conditions have to agree, else it has to let rows through.
 */
export class JoinPromoter {
  readonly #effective: Connector;
  readonly #conditions: number;
  readonly #votes = new Map<string, number>();

  constructor(connector: Connector, conditions: number, negated: boolean) {
    this.#effective = negated ? (connector === AND ? OR : AND) : connector;
    this.#conditions = conditions;
  }

  addVotes(aliases: Iterable<string>): void {
    for (const alias of aliases) this.#votes.set(alias, (this.#votes.get(alias) ?? 0) + 1);
  }

  /** Change the joins of the query. @returns the aliases that are inner because of these conditions */
  updateJoinTypes(query: Query): Set<string> {
    const promote = new Set<string>();
    const demote = new Set<string>();
    for (const [alias, votes] of this.#votes) {
      const unanimous = votes === this.#conditions;
      if (this.#effective === OR && !unanimous) promote.add(alias);
      if (this.#effective === AND || (this.#effective === OR && unanimous)) demote.add(alias);
    }
    promoteJoins(query, promote);
    demoteJoins(query, demote);
    return demote;
  }
}
