import type { Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { Buyer } from './buyer.js';

/** What billing decides from. */
export interface AddOnFacts {
  readonly policies: Policies;
  /** The rules of another instant: a renewal is charged at the prices of its own day, whenever it is recorded. */
  readonly policiesAt: (instant: Instant) => Policies;
  readonly team: Team;
  readonly buyer: Buyer;
}
