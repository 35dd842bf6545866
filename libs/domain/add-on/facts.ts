import type { Instant } from '@ledgerdesk/kernel';
import type { Policies } from '../policies.js';
import type { Team } from '../team/state.js';
import type { Buyer } from './buyer.js';

/** State of other streams and policies that billing decisions need. */
export interface AddOnFacts {
  readonly policies: Policies;
  /** Policies at another instant: a renewal uses the prices of its own day, whenever it is recorded. */
  readonly policiesAt: (instant: Instant) => Policies;
  readonly team: Team;
  readonly buyer: Buyer;
}
