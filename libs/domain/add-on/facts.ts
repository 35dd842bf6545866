import type { Instant } from '@ledgerdesk/kernel';
import type { Rules } from '../rules.js';
import type { Team } from '../team/state.js';
import type { Buyer } from './buyer.js';

/** What billing decides from. */
export interface AddOnFacts {
  readonly rules: Rules;
  /** The rules of another instant: a renewal is charged at the prices of its own day, whenever it is recorded. */
  readonly rulesAt: (instant: Instant) => Rules;
  readonly team: Team;
  readonly buyer: Buyer;
}
