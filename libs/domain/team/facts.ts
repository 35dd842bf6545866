import type { Instant } from '@ledgerdesk/kernel';
import type { AddOn } from '../add-on/state.js';
import type { Member } from '../member/state.js';
import type { Policies } from '../policies.js';

/** State of other streams and policies that decisions on a team need. */
export interface TeamFacts {
  readonly policies: Policies;
  /** Policies at another instant: a renewal uses the prices of its own day. */
  readonly policiesAt: (instant: Instant) => Policies;
  /** The member who inquires, or who changes the seats. */
  readonly member?: Member | undefined;
  /** The add-ons of the team: which are active, and which inquiries they completed. */
  readonly addOns?: readonly (AddOn | undefined)[];
}
